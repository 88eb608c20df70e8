package dev.deskwright.gateway.proxy;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.random.RandomGenerator;

/**
 * A desktop that speaks RFB inside a WebSocket, seen from the client's side. Frames go through as
 * they come, so the largest one takes no memory.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-5">RFC 6455, 5</a>
 */
final class WebSocketLink extends DesktopLink {

  private static final int FINAL = 0x80;
  private static final int RESERVED = 0x70;
  private static final int MASKED = 0x80;
  private static final int CONTINUATION = 0;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int SHORT = 126;
  private static final int LONG = 127;
  private static final int LONGEST_CONTROL = 125;

  private final RandomGenerator random;
  private final byte[] head = new byte[10];
  private int headBytes;
  private long rest;
  private int opcode;
  private Buffer control = Buffer.buffer();
  private boolean over;

  WebSocketLink(NetSocket socket, Buffer early, RandomGenerator random) {
    super(socket, early);
    this.random = random;
  }

  @Override
  void write(Buffer data) {
    send(frame(BINARY, data));
  }

  private Buffer frame(int type, Buffer data) {
    int length = data.length();
    Buffer frame = Buffer.buffer(length + 14).appendByte((byte) (FINAL | type));
    if (length < SHORT) {
      frame.appendByte((byte) (MASKED | length));
    } else if (length < 1 << 16) {
      frame.appendByte((byte) (MASKED | SHORT)).appendUnsignedShort(length);
    } else {
      frame.appendByte((byte) (MASKED | LONG)).appendLong(length);
    }
    int mask = random.nextInt();
    frame.appendInt(mask);
    for (int i = 0; i < length; i++) {
      frame.appendByte((byte) (data.getByte(i) ^ (mask >>> (24 - 8 * (i & 3)))));
    }
    return frame;
  }

  @Override
  void received(Buffer buffer, Handler<Buffer> data) {
    int at = 0;
    while (at < buffer.length() && !over) {
      if (rest == 0) {
        head[headBytes++] = buffer.getByte(at++);
        if (headBytes >= 2 && headBytes == headLength()) {
          begin();
        }
      } else {
        int part = (int) Math.min(rest, buffer.length() - at);
        Buffer piece = buffer.slice(at, at + part);
        at += part;
        rest -= part;
        if (opcode == BINARY || opcode == CONTINUATION) {
          data.handle(piece);
        } else {
          control.appendBuffer(piece);
          if (rest == 0) {
            control();
          }
        }
      }
    }
  }

  private int headLength() {
    return switch (head[1] & 0x7f) {
      case SHORT -> 4;
      case LONG -> 10;
      default -> 2;
    };
  }

  private void begin() {
    headBytes = 0;
    opcode = head[0] & 0xf;
    rest = head[1] & 0x7f;
    if (rest >= SHORT) {
      int bytes = rest == SHORT ? 2 : 8;
      rest = 0;
      for (int i = 0; i < bytes; i++) {
        rest = (rest << 8) | (head[2 + i] & 0xff);
      }
    }
    boolean isControl = opcode == CLOSE || opcode == PING || opcode == PONG;
    boolean isData = opcode == BINARY || opcode == CONTINUATION;
    if ((head[0] & RESERVED) != 0
        || head[1] < 0
        || rest < 0
        || !(isControl || isData)
        || (isControl && rest > LONGEST_CONTROL)) {
      end();
    } else if (isControl && rest == 0) {
      control();
    }
  }

  private void control() {
    Buffer content = control;
    control = Buffer.buffer();
    if (opcode == PING && !isFull()) {
      send(frame(PONG, content));
    } else if (opcode == CLOSE) {
      end();
    }
  }

  private void end() {
    over = true;
    close();
  }
}
