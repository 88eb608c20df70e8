package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** A provider of OpenID Connect, at which users can sign in. The gateway sends them there. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OpenIdProvider(
    @Required
        @Size(min = 1, max = 64)
        @ValidationRule(
            value = "self.matches('^[A-Za-z0-9]([-A-Za-z0-9 ._]*[A-Za-z0-9])?$')",
            messageExpression =
                "'name \"%s\" cannot stand on a button and in an address: use letters, digits, spaces"
                    + " and - _ . with a letter or digit first and last'.format([self])")
        @JsonPropertyDescription("What users know it by: it stands on the button that leads there.")
        String name,
    @Required
        @Size(min = 9, max = 512)
        @ValidationRule(
            value = "self" + NetworkSyntax.HTTPS_URL,
            messageExpression =
                "'issuer \"%s\" is not the address of a provider: write it as the provider does, with"
                    + " https:// before it and no ? or # in it, for example"
                    + " https://login.example.com/realms/corp'.format([self])")
        @JsonPropertyDescription(
            "The provider's issuer identifier, exactly as it writes it, the last slash included; its"
                + " addresses and keys are read from /.well-known/openid-configuration under it.")
        String issuer,
    @Required
        @Size(min = 1, max = 256)
        @ValidationRule(
            value = "self.matches('^[!-~]+$')",
            messageExpression =
                "'clientId \"%s\" has a space or a character beyond ASCII: copy it from the"
                    + " provider'.format([self])")
        @JsonPropertyDescription("What the provider knows the gateway by.")
        String clientId,
    @Required
        @JsonPropertyDescription(
            "Secret with the key secret: what the provider and the gateway share.")
        LocalReference clientSecretRef,
    @Size(min = 1, max = 128)
        @ValidationRule(
            value = "self.matches('^[!-~]+$')",
            messageExpression =
                "'userNameClaim \"%s\" has a space or a character beyond ASCII: name one claim of the"
                    + " ID token'.format([self])")
        @JsonPropertyDescription(
            "Claim of the ID token that has the user's name in this Directory; preferred_username if"
                + " left out. Name only one that users cannot choose for themselves. email is taken"
                + " only with email_verified.")
        String userNameClaim,
    @Size(max = 16)
        @ValidationRule(
            value = "self.all(s, s.matches('^[!#-\\\\[\\\\]-~]+$'))",
            messageExpression =
                "'scopes has \"%s\", which is none: use one item for each, with no space and no"
                    + " quotation mark'.format([self.filter(s,"
                    + " !s.matches('^[!#-\\\\[\\\\]-~]+$'))[0]])")
        @JsonPropertyDescription(
            "Scopes to ask for beside openid, at most 16: those that bring userNameClaim. profile if"
                + " left out.")
        List<@Size(min = 1, max = 128) String> scopes,
    @JsonPropertyDescription(
            "ConfigMap that holds the certificates, in PEM form, of the authorities that the"
                + " provider's certificate must come from. The authorities that Java trusts if left"
                + " out.")
        LdapConnection.ConfigMapKey caCertificates,
    @JsonPropertyDescription(
            "Who asks for the second factor. Directory: whatever mfa says is asked for after the"
                + " provider has let the user through. Provider: the provider sees to it, and mfa is"
                + " not asked for. Directory if left out.")
        SecondFactor secondFactor,
    @Size(max = 8)
        @ValidationRule(
            value = "self.size() > 0",
            message =
                "acrValues is empty: leave it out to take the provider's word for any sign-in")
        @ValidationRule(
            value = "self.all(a, a.matches('^[!-~]+$'))",
            messageExpression =
                "'acrValues has \"%s\", which has a space or a character beyond ASCII: use one item"
                    + " for each'.format([self.filter(a, !a.matches('^[!-~]+$'))[0]])")
        @JsonPropertyDescription(
            "Ways of signing in at the provider (Authentication Context Class References) that are"
                + " good enough, at most 8. They are asked for, and the ID token's acr must be one of"
                + " them. Any if left out.")
        List<@Size(min = 1, max = 256) String> acrValues) {

  /** Who asks for it. */
  public enum SecondFactor {
    Directory,
    Provider
  }
}
