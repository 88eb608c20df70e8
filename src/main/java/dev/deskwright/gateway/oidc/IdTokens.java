package dev.deskwright.gateway.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.InvalidHashException;
import dev.deskwright.api.v1alpha1.OpenIdProvider;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;

/** What of an ID token is believed: OpenID Connect Core 1.0, section 3.1.3.7, and no less. */
final class IdTokens {

  /** Signatures with a provider's private key only: a secret that both know proves nothing. */
  static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private static final int SKEW_SECONDS = 60;
  private static final int LONGEST_NAME = 256;
  private static final String DEFAULT_CLAIM = "preferred_username";

  private final OpenIdProvider provider;
  private final IDTokenValidator validator;
  private final Clock clock;

  IdTokens(OpenIdProvider provider, JWKSource<SecurityContext> keys, Clock clock) {
    this.provider = provider;
    this.clock = clock;
    this.validator =
        new IDTokenValidator(
            new Issuer(provider.issuer()),
            new ClientID(provider.clientId()),
            new JWSVerificationKeySelector<>(ALGORITHMS, keys),
            null);
    validator.setMaxClockSkew(SKEW_SECONDS);
  }

  /**
   * The user whom the token names.
   *
   * @throws NotVouched if it must not be believed, or names nobody
   */
  String userName(OIDCTokens tokens, String nonce) {
    IDTokenClaimsSet claims = verified(tokens, nonce);
    checkTimes(claims);
    checkParty(claims);
    checkAccessToken(tokens, claims);
    checkContext(claims);
    return userName(claims);
  }

  private IDTokenClaimsSet verified(OIDCTokens tokens, String nonce) {
    try {
      return validator.validate(tokens.getIDToken(), new Nonce(nonce));
    } catch (KeySourceException e) {
      if (e instanceof RateLimitReachedException) {
        throw NotVouched.refused("the ID token is signed with a key that is not the provider's");
      }
      throw NotVouched.unavailable("the provider's keys cannot be read: " + e.getMessage());
    } catch (BadJOSEException | JOSEException e) {
      throw NotVouched.refused("the ID token is not good: " + e.getMessage());
    }
  }

  /** The library leaves this one out. */
  private void checkTimes(IDTokenClaimsSet claims) {
    Number notBefore = claims.getNumberClaim("nbf");
    long latest = clock.instant().plusSeconds(SKEW_SECONDS).getEpochSecond();
    if (notBefore != null && notBefore.longValue() > latest) {
      throw NotVouched.refused("the ID token is not good yet");
    }
  }

  /** The library does not look at azp: OpenID Connect Core 3.1.3.7 leaves it to us. */
  private void checkParty(IDTokenClaimsSet claims) {
    var party = claims.getAuthorizedParty();
    if (party == null && claims.getAudience().size() > 1) {
      throw NotVouched.refused("the ID token is for several clients, and azp does not say which");
    }
    if (party != null && !party.getValue().equals(provider.clientId())) {
      throw NotVouched.refused("the ID token was given to another client");
    }
  }

  private static void checkAccessToken(OIDCTokens tokens, IDTokenClaimsSet claims) {
    if (claims.getAccessTokenHash() == null) {
      return;
    }
    try {
      AccessTokenValidator.validate(
          tokens.getAccessToken(),
          (JWSAlgorithm) tokens.getIDToken().getHeader().getAlgorithm(),
          claims.getAccessTokenHash());
    } catch (InvalidHashException e) {
      throw NotVouched.refused("the ID token goes with another access token");
    }
  }

  private void checkContext(IDTokenClaimsSet claims) {
    if (provider.acrValues() == null || provider.acrValues().isEmpty()) {
      return;
    }
    String context = claims.getACR() == null ? "" : claims.getACR().getValue();
    if (!provider.acrValues().contains(context)) {
      throw NotVouched.refused("acr is \"%s\", which is not in acrValues".formatted(context));
    }
  }

  private String userName(IDTokenClaimsSet claims) {
    String claim = Objects.requireNonNullElse(provider.userNameClaim(), DEFAULT_CLAIM);
    if (!(claims.getClaim(claim) instanceof String name)) {
      throw NotVouched.refused("the ID token has no claim \"%s\"".formatted(claim));
    }
    if (!isName(name)) {
      throw NotVouched.refused("the claim \"%s\" is no user's name".formatted(claim));
    }
    if (claim.equals("email") && !Boolean.TRUE.equals(claims.getClaim("email_verified"))) {
      throw NotVouched.refused("the provider has not verified the mail address");
    }
    return name;
  }

  /** Directories may take a name with a space at its end for the one without. */
  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST_NAME
        && name.equals(name.strip())
        && name.codePoints().noneMatch(Character::isISOControl);
  }
}
