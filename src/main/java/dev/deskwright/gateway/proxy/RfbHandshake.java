package dev.deskwright.gateway.proxy;

import java.nio.charset.StandardCharsets;

/**
 * The beginning of an RFB connection as the client's side has it: version, security type, answer to
 * the challenge, ClientInit. In version 3.3 the server chooses the security type, so its first
 * bytes are looked at too; a client cannot answer before it has seen them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6143#section-7.1">RFC 6143, 7.1</a>
 */
final class RfbHandshake {

  private static final int VERSION_BYTES = 12;
  private static final int SERVER_BYTES = VERSION_BYTES + 4;
  private static final int NONE = 1;
  private static final int VNC = 2;
  private static final int VNC_ANSWER_BYTES = 16;

  private enum Step {
    VERSION,
    SECURITY_TYPE,
    VNC_ANSWER,
    CLIENT_INIT,
    DONE
  }

  private final byte[] fromServer = new byte[SERVER_BYTES];
  private final byte[] version = new byte[VERSION_BYTES];
  private int serverBytes;
  private int bytes;
  private Step step = Step.VERSION;

  boolean isDone() {
    return step == Step.DONE;
  }

  boolean wantsServer() {
    return serverBytes < SERVER_BYTES;
  }

  void server(byte next) {
    if (wantsServer()) {
      fromServer[serverBytes++] = next;
    }
  }

  /** The client's next byte. */
  void client(byte next) throws NotRfbException {
    switch (step) {
      case VERSION -> version(next);
      case SECURITY_TYPE -> step = after(next & 0xff);
      case VNC_ANSWER -> {
        if (++bytes == VNC_ANSWER_BYTES) {
          step = Step.CLIENT_INIT;
        }
      }
      case CLIENT_INIT -> step = Step.DONE;
      case DONE -> throw new IllegalStateException("the handshake is over");
    }
  }

  private void version(byte next) throws NotRfbException {
    version[bytes++] = next;
    if (bytes < VERSION_BYTES) {
      return;
    }
    bytes = 0;
    step =
        switch (new String(version, StandardCharsets.ISO_8859_1)) {
          case "RFB 003.003\n" -> serversChoice();
          case "RFB 003.007\n", "RFB 003.008\n" -> Step.SECURITY_TYPE;
          default -> throw new NotRfbException("no version of RFB that is known");
        };
  }

  private Step serversChoice() throws NotRfbException {
    if (wantsServer()) {
      throw new NotRfbException("an answer before the server has chosen the security type");
    }
    for (int i = VERSION_BYTES; i < SERVER_BYTES - 1; i++) {
      if (fromServer[i] != 0) {
        throw new NotRfbException("the desktop's security type is neither None nor VNC");
      }
    }
    return after(fromServer[SERVER_BYTES - 1] & 0xff);
  }

  private static Step after(int securityType) throws NotRfbException {
    return switch (securityType) {
      case NONE -> Step.CLIENT_INIT;
      case VNC -> Step.VNC_ANSWER;
      // The others encrypt, or are no security; behind them nothing can be followed.
      default -> throw new NotRfbException("security type " + securityType);
    };
  }
}
