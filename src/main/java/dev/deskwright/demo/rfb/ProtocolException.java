package dev.deskwright.demo.rfb;

/** A client has sent what RFB does not allow, or what is not spoken here: its connection ends. */
final class ProtocolException extends Exception {

  ProtocolException(String message) {
    super(message);
  }
}
