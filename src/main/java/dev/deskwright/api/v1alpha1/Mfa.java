package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** The second factor at sign-in. The gateway asks for it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Mfa(
    @Required
        @JsonPropertyDescription(
            "TOTP: a code from the user's authenticator app (RFC 6238). RADIUS: what a RADIUS server"
                + " asks for (RFC 2865).")
        Method method,
    @Size(min = 1, max = 64)
        @JsonPropertyDescription("TOTP only: the name that the app shows; domainName if left out.")
        String issuer,
    @JsonPropertyDescription("RADIUS only: its servers.") Radius radius) {

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
      @Required @Size(min = 1, max = 253) @JsonPropertyDescription("Host name or IP address.")
          String host,
      @Min(1)
          @Max(65_535)
          @Default("1812")
          @JsonPropertyDescription("UDP port, 1 to 65535, 1812 if left out.")
          Integer port) {}
}
