package dev.deskwright.gateway.oidc;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.deskwright.api.v1alpha1.OpenIdProvider;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/** A provider as it describes itself, spoken to as the Directory says. */
final class Provider {

  private final OpenIdProvider rules;
  private final OIDCProviderMetadata metadata;
  private final ProviderHttp http;
  private final IdTokens tokens;

  private Provider(
      OpenIdProvider rules, OIDCProviderMetadata metadata, ProviderHttp http, IdTokens tokens) {
    this.rules = rules;
    this.metadata = metadata;
    this.http = http;
    this.tokens = tokens;
  }

  /**
   * Reads how it describes itself (OpenID Connect Discovery 1.0).
   *
   * @throws NotVouched if it does not answer, or is another one
   */
  static Provider discover(OpenIdProvider rules, ProviderHttp http, Clock clock) {
    String base = rules.issuer().replaceFirst("/$", "");
    try {
      String text = http.get(URI.create(base + "/.well-known/openid-configuration"));
      OIDCProviderMetadata metadata = checked(rules, OIDCProviderMetadata.parse(text));
      JWKSource<SecurityContext> keys =
          JWKSourceBuilder.<SecurityContext>create(metadata.getJWKSetURI().toURL(), http)
              .refreshAheadCache(false)
              .build();
      return new Provider(rules, metadata, http, new IdTokens(rules, keys, clock));
    } catch (MalformedURLException | ParseException | IllegalArgumentException e) {
      throw NotVouched.unavailable("its description cannot be used: " + e.getMessage());
    } catch (IOException e) {
      throw NotVouched.unavailable(e.getMessage());
    }
  }

  private static OIDCProviderMetadata checked(OpenIdProvider rules, OIDCProviderMetadata found) {
    if (!found.getIssuer().getValue().equals(rules.issuer())) {
      throw NotVouched.unavailable(
          "it calls itself \"%s\", and not as spec.oidc has it".formatted(found.getIssuer()));
    }
    for (URI each :
        List.of(
            Objects.requireNonNullElse(found.getAuthorizationEndpointURI(), URI.create("")),
            Objects.requireNonNullElse(found.getTokenEndpointURI(), URI.create("")),
            found.getJWKSetURI())) {
      if (!"https".equals(each.getScheme()) || each.getHost() == null) {
        throw NotVouched.unavailable("it names \"%s\", which is no https address".formatted(each));
      }
    }
    return found;
  }

  boolean isSame(Provider other) {
    return rules.equals(other.rules)
        && http == other.http
        && metadata.toJSONObject().equals(other.metadata.toJSONObject());
  }

  ProviderHttp http() {
    return http;
  }

  /** Where the browser goes to sign in. */
  URI begin(Flow flow) {
    Scope scope = new Scope("openid");
    Objects.requireNonNullElse(rules.scopes(), List.of("profile")).forEach(scope::add);
    var request =
        new AuthenticationRequest.Builder(
                ResponseType.CODE,
                scope,
                new ClientID(rules.clientId()),
                URI.create(flow.redirectUri()))
            .endpointURI(metadata.getAuthorizationEndpointURI())
            .state(new State(flow.state()))
            .nonce(new Nonce(flow.nonce()))
            .codeChallenge(new CodeVerifier(flow.verifier()), CodeChallengeMethod.S256);
    if (rules.acrValues() != null) {
      request.acrValues(rules.acrValues().stream().map(ACR::new).toList());
    }
    return request.build().toURI();
  }

  /** The user whom the provider vouches for, when it has sent the browser back. */
  String finish(Flow flow, RedirectAnswer answer, String secret) {
    answer.checkIssuer(rules.issuer(), metadata.supportsAuthorizationResponseIssuerParam());
    var grant =
        new AuthorizationCodeGrant(
            new AuthorizationCode(answer.code()),
            URI.create(flow.redirectUri()),
            new CodeVerifier(flow.verifier()));
    var request =
        new TokenRequest.Builder(metadata.getTokenEndpointURI(), client(secret), grant).build();
    try {
      HTTPResponse response = request.toHTTPRequest().send(http);
      if (response.getStatusCode() >= 500) {
        throw NotVouched.unavailable("it answers with " + response.getStatusCode());
      }
      return tokens.userName(tokens(response).getOIDCTokens(), flow.nonce());
    } catch (IOException e) {
      throw NotVouched.unavailable(e.getMessage());
    }
  }

  private ClientAuthentication client(String secret) {
    ClientID id = new ClientID(rules.clientId());
    List<ClientAuthenticationMethod> taken = metadata.getTokenEndpointAuthMethods();
    boolean basic = taken == null || taken.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    return basic
        ? new ClientSecretBasic(id, new Secret(secret))
        : new ClientSecretPost(id, new Secret(secret));
  }

  /** The message of the library may quote tokens, so it is not passed on. */
  private static OIDCTokenResponse tokens(HTTPResponse response) {
    TokenResponse answer;
    try {
      answer = OIDCTokenResponseParser.parse(response);
    } catch (ParseException e) {
      throw NotVouched.refused("its answer to the code is none that OpenID Connect has");
    }
    if (answer instanceof OIDCTokenResponse given && given.getOIDCTokens().getIDToken() != null) {
      return given;
    }
    var error = answer.indicatesSuccess() ? null : answer.toErrorResponse().getErrorObject();
    throw NotVouched.refused(
        error == null ? "it gives no ID token" : "it refuses the code: " + error.getCode());
  }
}
