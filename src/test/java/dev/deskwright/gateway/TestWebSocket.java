package dev.deskwright.gateway;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A WebSocket to a gateway, frame by frame. */
public final class TestWebSocket implements AutoCloseable {

  /** The operation codes of frames. */
  public static final int TEXT = 1;

  public static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;

  private final TestSocket socket;
  private final TestAnswer answer;
  private final DataInputStream in;
  private ByteBuffer read = ByteBuffer.allocate(0);
  private int closeCode;

  TestWebSocket(TestSocket socket, TestAnswer answer) throws IOException {
    this.socket = socket;
    this.answer = answer;
    this.in = new DataInputStream(socket.in());
  }

  /** The answer to the upgrade: 101 if it is one. */
  public TestAnswer answer() {
    return answer;
  }

  /** Whether the upgrade was accepted. */
  public boolean isOpen() {
    return answer.status() == 101;
  }

  /** Sends a message in one frame. */
  public TestWebSocket send(byte[] content) throws IOException {
    return send(BINARY, true, content);
  }

  /** Sends one frame; the mask is zero, so the content is as it is. */
  public TestWebSocket send(int opcode, boolean last, byte[] content) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(content.length + 14);
    frame.put((byte) ((last ? 0x80 : 0) | opcode));
    if (content.length < 126) {
      frame.put((byte) (0x80 | content.length));
    } else if (content.length < 1 << 16) {
      frame.put((byte) (0x80 | 126)).putShort((short) content.length);
    } else {
      frame.put((byte) (0x80 | 127)).putLong(content.length);
    }
    frame.putInt(0).put(content);
    byte[] bytes = new byte[frame.position()];
    frame.flip().get(bytes);
    socket.write(bytes);
    return this;
  }

  /**
   * So many of the bytes that come, whatever the frames are.
   *
   * @throws EOFException if the WebSocket ends before
   */
  public byte[] read(int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (!read.hasRemaining() && !next()) {
        throw new EOFException("closed with " + closeCode);
      }
      while (bytes.hasRemaining() && read.hasRemaining()) {
        bytes.put(read.get());
      }
    }
    return bytes.array();
  }

  /** The same as text. */
  public String readText(int count) throws IOException {
    return new String(read(count), StandardCharsets.ISO_8859_1);
  }

  /** Reads on until the gateway closes; the code that it gives, or 0 if it gives none. */
  public int closeCode() throws IOException {
    try {
      while (next()) {
        read.clear();
      }
    } catch (EOFException cut) {
      return closeCode;
    }
    return closeCode;
  }

  /** Whether the gateway closes it within this time. */
  public boolean closesWithin(Duration time) throws IOException {
    long end = System.nanoTime() + time.toNanos();
    try {
      do {
        socket.patience(Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime())));
      } while (next());
      return true;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (IOException cut) {
      return true;
    }
  }

  private boolean next() throws IOException {
    while (closeCode == 0) {
      int opcode = in.readUnsignedByte() & 0xf;
      int length = in.readUnsignedByte();
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = (int) in.readLong();
      }
      byte[] content = new byte[length];
      in.readFully(content);
      if (opcode == CLOSE) {
        closeCode = length >= 2 ? ByteBuffer.wrap(content).getShort() : 0;
        return false;
      }
      if (opcode != PING) {
        read = ByteBuffer.wrap(content);
        return true;
      }
    }
    return false;
  }

  /** Speaks RFB up to the end of the handshake, as a client without a password. */
  public TestWebSocket handshake() throws IOException {
    send(readText(12).getBytes(StandardCharsets.ISO_8859_1));
    read(read(1)[0]);
    send(new byte[] {1});
    read(4);
    send(new byte[] {1});
    byte[] init = read(24);
    read(ByteBuffer.wrap(init).getInt(20));
    return this;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
