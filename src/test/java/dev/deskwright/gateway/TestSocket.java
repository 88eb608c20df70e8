package dev.deskwright.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A TLS connection to a gateway, over which a test says whatever it likes. */
public final class TestSocket implements AutoCloseable {

  private static final int LIMIT_MILLIS = 30_000;

  private final Socket socket;

  private TestSocket(Socket socket) {
    this.socket = socket;
  }

  /**
   * Connects.
   *
   * @param from the address to come from, in 127.0.0.0/8
   */
  public static TestSocket open(SSLContext trust, String from, int port) throws IOException {
    Socket plain = plain(from, port);
    SSLSocket tls =
        (SSLSocket) trust.getSocketFactory().createSocket(plain, "localhost", port, true);
    tls.startHandshake();
    return new TestSocket(tls);
  }

  /** Connects without TLS. */
  public static TestSocket openPlain(String from, int port) throws IOException {
    return new TestSocket(plain(from, port));
  }

  private static Socket plain(String from, int port) throws IOException {
    Socket plain = new Socket();
    plain.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
    plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MILLIS);
    plain.setSoTimeout(LIMIT_MILLIS);
    plain.setTcpNoDelay(true);
    return plain;
  }

  /** Sends characters of ISO 8859-1, each as a byte. */
  public TestSocket write(String text) throws IOException {
    return write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends bytes. */
  public TestSocket write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** Waits for an answer, 30 s at most. */
  public TestAnswer answer() throws IOException {
    return TestAnswer.read(in(), true);
  }

  /** Waits for an answer up to its empty line. */
  public TestAnswer answerHead() throws IOException {
    return TestAnswer.readHead(in());
  }

  InputStream in() throws IOException {
    return socket.getInputStream();
  }

  /** Whether the gateway ends the connection within this time; what it sends meanwhile is read. */
  public boolean endsWithin(Duration time) throws IOException {
    long end = System.nanoTime() + time.toNanos();
    try {
      while (System.nanoTime() < end) {
        socket.setSoTimeout((int) Math.max(1, (end - System.nanoTime()) / 1_000_000));
        if (in().read() < 0) {
          return true;
        }
      }
      return false;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    } catch (IOException reset) {
      return true;
    } finally {
      socket.setSoTimeout(LIMIT_MILLIS);
    }
  }

  /** How long reading waits from now on. */
  void patience(Duration time) throws IOException {
    socket.setSoTimeout((int) time.toMillis());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
