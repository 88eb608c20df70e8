package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** The second factor at sign-in. The gateway asks for it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "self.method != 'RADIUS' || has(self.radius)",
    fieldPath = ".radius",
    message =
        "method RADIUS needs radius: name its servers and the Secret that is shared with them")
@ValidationRule(
    value = "!has(self.radius) || self.method == 'RADIUS'",
    fieldPath = ".radius",
    messageExpression =
        "'radius goes with method RADIUS only, and the method is %s: leave it"
            + " out'.format([self.method])")
@ValidationRule(
    value = "!has(self.issuer) || self.method == 'TOTP'",
    fieldPath = ".issuer",
    messageExpression =
        "'issuer \"%s\" goes with method TOTP only, and the method is %s: leave it"
            + " out'.format([self.issuer, self.method])")
public record Mfa(
    @Required
        @JsonPropertyDescription(
            "TOTP: a code from the user's authenticator app (RFC 6238). RADIUS: what a RADIUS server"
                + " asks for (RFC 2865).")
        Method method,
    @Size(min = 1, max = 64)
        @ValidationRule(
            value = "self.matches('^[^:[:cntrl:]]+$')",
            messageExpression =
                "'issuer \"%s\" cannot be shown by an authenticator app: leave out colons and control"
                    + " characters'.format([self])")
        @JsonPropertyDescription("TOTP only: the name that the app shows; domainName if left out.")
        String issuer,
    @JsonPropertyDescription("RADIUS only: its servers.") Radius radius) {

  private static final String SAME_SERVER =
      "t.host.lowerAscii() == s.host.lowerAscii() && t.?port.orValue(1812) == s.?port.orValue(1812)";

  /** Kinds of second factor. */
  public enum Method {
    TOTP,
    RADIUS
  }

  /** How RADIUS carries a password. */
  public enum Protocol {
    PAP,
    CHAP,
    MSCHAPv2
  }

  /** RADIUS servers that share a secret. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Radius(
      @Required
          @Size(min = 1, max = 8)
          @ValidationRule(
              value = "self.all(s, self.exists_one(t, " + SAME_SERVER + "))",
              messageExpression =
                  "'servers has \"%s\" with one port twice: name each server"
                      + " once'.format([self.filter(s, !self.exists_one(t, "
                      + SAME_SERVER
                      + "))[0].host])")
          @JsonPropertyDescription("The servers, tried in this order.")
          List<Server> servers,
      @Required
          @JsonPropertyDescription(
              "Secret with the key secret: what the servers and the gateway share.")
          LocalReference sharedSecretRef,
      @Default("PAP") @JsonPropertyDescription("How the password is carried: PAP if left out.")
          Protocol protocol,
      @Min(1)
          @Max(60)
          @Default("10")
          @JsonPropertyDescription("Seconds to wait for an answer, 1 to 60, 10 if left out.")
          Integer timeoutSeconds,
      @Min(0)
          @Max(10)
          @Default("3")
          @JsonPropertyDescription(
              "How often a server is asked again before the next one is, 0 to 10, 3 if left out.")
          Integer retries) {}

  /** A RADIUS server. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Server(
      @Required
          @Size(min = 1, max = 253)
          @ValidationRule(
              value = NetworkSyntax.HOST,
              messageExpression = NetworkSyntax.HOST_MESSAGE)
          @JsonPropertyDescription("Host name or IP address.")
          String host,
      @Min(1) @Max(65_535) @JsonPropertyDescription("UDP port, 1 to 65535, 1812 if left out.")
          Integer port) {}
}
