package dev.deskwright.gateway.proxy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.deskwright.gateway.session.Session;
import java.util.Optional;

/** The cookie on a desktop's own host name: whose it is and for which desktop, sealed. */
final class DesktopCookie {

  static final String NAME = "__Host-desktop";

  private static final String PURPOSE = "desktop-cookie";

  private final Sealer sealer;

  DesktopCookie(Sealer sealer) {
    this.sealer = sealer;
  }

  private record Content(
      @JsonProperty("s") Session session, @JsonProperty("w") String workspaceId) {}

  /**
   * The value of Set-Cookie. Lax, as the first request with it comes by way of the gateway's page,
   * which may be on another site; who asks is looked at for every request besides.
   */
  String set(Session session, String workspaceId) {
    String value =
        sealer.seal(PURPOSE, SessionJson.write(new Content(session, workspaceId)), session.until());
    return NAME + "=" + value + "; Path=/; Secure; HttpOnly; SameSite=Lax";
  }

  /** Whose it is, if it was made for this desktop. */
  Optional<Session> open(String value, String workspaceId, boolean forAnyDesktop) {
    return Optional.ofNullable(value)
        .flatMap(text -> sealer.open(PURPOSE, text))
        .flatMap(json -> SessionJson.read(json, Content.class))
        .filter(content -> content.session() != null)
        .filter(content -> forAnyDesktop || workspaceId.equals(content.workspaceId()))
        .map(Content::session);
  }
}
