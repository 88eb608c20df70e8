package dev.deskwright.demo.rfb;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * The server's side of one RFB 3.8 connection: bytes in, bytes out, whatever carries them. Not safe
 * for use by several threads at once; the desktop sees to that.
 */
final class RfbSession {

  /** What carries the bytes. */
  interface Wire {

    void send(byte[] bytes);

    /** Whether much of what was sent is still on its way. */
    boolean isFull();

    /** Ends the connection, after what was sent. */
    void end(String why);
  }

  /** The desktop, as its clients need it. */
  interface Host {

    String name();

    Picture picture();

    /** A client is ready. One that does not share is to be the only one. */
    void joined(RfbSession session, boolean shared);

    void key(RfbSession session, int keysym, boolean down);

    void pointer(int buttons, int x, int y);

    void pasted(String text);

    /** Changes the size if it can be; the result is a status of ExtendedDesktopSize. */
    void resize(RfbSession session, int width, int height);

    /** A client waits for news. */
    void wanted(RfbSession session);
  }

  private enum Phase {
    VERSION,
    SECURITY,
    INIT,
    READY,
    ENDED
  }

  private static final byte[] VERSION = "RFB 003.008\n".getBytes(StandardCharsets.US_ASCII);
  private static final int NO_AUTHENTICATION = 1;

  private final Host host;
  private final Wire wire;
  private final ByteReader in = new ByteReader();
  private final Updates updates = new Updates();
  private final Keyboard keyboard = new Keyboard();
  private Phase phase = Phase.VERSION;

  RfbSession(Host host, Wire wire) {
    this.host = host;
    this.wire = wire;
    wire.send(VERSION);
  }

  boolean isReady() {
    return phase == Phase.READY;
  }

  Updates updates() {
    return updates;
  }

  Keyboard keyboard() {
    return keyboard;
  }

  /** Takes what has come in, as it was cut on the way. Wrong bytes end the connection. */
  void receive(byte[] bytes) {
    if (phase == Phase.ENDED) {
      return;
    }
    in.add(bytes);
    try {
      boolean more = true;
      while (more && phase != Phase.ENDED) {
        more = phase == Phase.READY ? message() : handshake();
      }
    } catch (ProtocolException e) {
      end(e.getMessage());
    }
  }

  private boolean handshake() throws ProtocolException {
    int length = phase == Phase.VERSION ? VERSION.length : 1;
    if (in.available() < length) {
      return false;
    }
    switch (phase) {
      case VERSION -> version(in.take(length));
      case SECURITY -> security(in.u8());
      default -> initialise(in.u8() != 0);
    }
    return true;
  }

  private void version(byte[] version) throws ProtocolException {
    if (!Arrays.equals(version, VERSION)) {
      byte[] reason = "this desktop speaks RFB 3.8".getBytes(StandardCharsets.US_ASCII);
      wire.send(new ByteWriter().u8(0).u32(reason.length).bytes(reason).toByteArray());
      throw new ProtocolException("not RFB 3.8");
    }
    wire.send(new ByteWriter().u8(1).u8(NO_AUTHENTICATION).toByteArray());
    phase = Phase.SECURITY;
  }

  private void security(int type) throws ProtocolException {
    if (type != NO_AUTHENTICATION) {
      throw new ProtocolException("no such security type: " + type);
    }
    wire.send(new ByteWriter().u32(0).toByteArray());
    phase = Phase.INIT;
  }

  private void initialise(boolean shared) {
    phase = Phase.READY;
    host.joined(this, shared);
    Picture picture = host.picture();
    byte[] name = host.name().getBytes(StandardCharsets.UTF_8);
    ByteWriter out = new ByteWriter().u16(picture.width()).u16(picture.height());
    PixelFormat.NATIVE.write(out);
    wire.send(out.u32(name.length).bytes(name).toByteArray());
  }

  private boolean message() throws ProtocolException {
    Optional<ClientMessage> message = ClientMessages.next(in);
    message.ifPresent(this::handle);
    return message.isPresent();
  }

  private void handle(ClientMessage message) {
    if (message instanceof ClientMessage.SetPixelFormat wish) {
      updates.use(wish.format());
    } else if (message instanceof ClientMessage.SetEncodings wish) {
      updates.use(wish.encodings());
    } else if (message instanceof ClientMessage.UpdateRequest request) {
      updates.request(request);
      host.wanted(this);
    } else if (message instanceof ClientMessage.Key key) {
      host.key(this, key.keysym(), key.down());
    } else if (message instanceof ClientMessage.Pointer pointer) {
      host.pointer(pointer.buttons(), pointer.x(), pointer.y());
    } else if (message instanceof ClientMessage.CutText cut) {
      host.pasted(cut.text());
    } else if (message instanceof ClientMessage.SetDesktopSize size) {
      host.resize(this, size.width(), size.height());
    }
  }

  /** Tells which tiles have changed since the last time. */
  void changed(BitSet tiles) {
    updates.changed(tiles);
  }

  /** Sends what has changed, if the client waits for it and can take it. */
  void flush(Picture picture, TileGrid grid) {
    if (phase == Phase.READY && !wire.isFull()) {
      updates.next(picture, grid).ifPresent(wire::send);
    }
  }

  /** Puts a text into the client's clipboard. */
  void copied(String text) {
    if (phase == Phase.READY) {
      byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      wire.send(new ByteWriter().u8(3).u8(0).u16(0).u32(bytes.length).bytes(bytes).toByteArray());
    }
  }

  /** Ends the connection; nothing is sent or taken from now on. */
  void end(String why) {
    if (phase != Phase.ENDED) {
      phase = Phase.ENDED;
      updates.close();
      wire.end(why);
    }
  }
}
