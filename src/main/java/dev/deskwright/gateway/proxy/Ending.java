package dev.deskwright.gateway.proxy;

/** Why a connection ended: the code and the reason that the WebSocket is closed with. */
public enum Ending {
  /** The same user has opened the same desktop elsewhere. */
  TAKEN_OVER(4000, "opened elsewhere"),
  /** The session has ended or was called back: sign in again. */
  SESSION_ENDED(4001, "session ended"),
  /** The desktop has stopped, or is another one by now. */
  DESKTOP_GONE(4002, "desktop gone"),
  /** No key and no pointer for as long as the limit says. */
  IDLE(4003, "idle"),
  /** A rule no longer allows this connection. */
  POLICY(4004, "not allowed"),
  /** This replica goes: connect again at once, another one answers. */
  DRAINING(4005, "gateway draining"),
  /** The desktop's pod does not answer. */
  UNREACHABLE(4006, "desktop unreachable"),
  /** The user, or the replica, has as many connections as it may have. */
  TOO_MANY(4007, "too many connections"),
  /** What the client sent is not RFB, or is too large. */
  NOT_RFB(4008, "not the remote framebuffer protocol"),
  /** The client answers no more; nobody is there to read this. */
  CLIENT_GONE(4009, "client does not answer");

  private final short code;
  private final String reason;

  Ending(int code, String reason) {
    this.code = (short) code;
    this.reason = reason;
  }

  /** The code of the WebSocket's close frame, 4000 to 4099. */
  public short code() {
    return code;
  }

  /** The reason in the close frame, in English; the page has its own words for the code. */
  public String reason() {
    return reason;
  }
}
