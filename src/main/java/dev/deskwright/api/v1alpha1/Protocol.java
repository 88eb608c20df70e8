package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** How the picture of a desktop is reached. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "self.name != 'RFB' || !has(self.path)",
    fieldPath = ".path",
    messageExpression =
        "'protocol.path \"%s\" has no meaning for RFB over plain TCP: leave it out, or "
            + "use name WebSocket or HTTP'.format([self.path])")
public record Protocol(
    @Required
        @JsonPropertyDescription(
            "RFB: the remote framebuffer protocol (RFC 6143) on a TCP port. WebSocket: RFB inside a"
                + " WebSocket, as noVNC speaks it. HTTP: the image brings its own web client, as"
                + " KasmVNC, Selkies and webtop do.")
        Name name,
    @Required
        @Min(1024)
        @Max(65_535)
        @JsonPropertyDescription("Port of the desktop's pod, 1024 to 65535.")
        Integer port,
    @Size(min = 1, max = 256)
        @ValidationRule(
            value = "self" + Syntax.URL_PATH,
            messageExpression =
                "'path \"%s\" is not the path of a URL: "
                    + Syntax.URL_PATH_HINT
                    + "'.format([self])")
        @JsonPropertyDescription(
            "WebSocket: path of the upgrade. HTTP: path of the web client. / if left out.")
        String path,
    @Default("HTTP")
        @JsonPropertyDescription("Whether the port speaks TLS (HTTPS) or not (HTTP, the default).")
        Scheme scheme) {

  /** What is spoken on the port. */
  public enum Name {
    RFB,
    WebSocket,
    HTTP
  }

  /** With or without TLS. */
  public enum Scheme {
    HTTP,
    HTTPS
  }
}
