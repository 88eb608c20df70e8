package dev.deskwright.gateway.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;

/** A client that does nothing by itself: it neither reads nor answers pings until it is told to. */
final class RawClient implements AutoCloseable {

  private final Socket socket;

  RawClient(int port, String ticket, String session) {
    try {
      socket = new Socket();
      socket.setReceiveBufferSize(4096);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      String request =
          String.join(
              "\r\n",
              "GET /desktops/" + ProxyRig.ID + "/rfb HTTP/1.1",
              "Host: desk.example.com",
              "Connection: Upgrade",
              "Upgrade: websocket",
              "Origin: " + ProxyRig.ORIGIN,
              "Sec-WebSocket-Version: 13",
              "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
              "Sec-WebSocket-Protocol: binary, ticket." + ticket,
              "Test-Session: " + session,
              "",
              "");
      send(request.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void send(byte[] bytes) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many bytes of these frames the other side takes before nothing moves for so long. */
  long sendUntilStuck(byte[] frame, Duration quiet, long limit) {
    AtomicLong sent = new AtomicLong();
    Thread sender =
        new Thread(
            () -> {
              try {
                while (sent.get() < limit) {
                  socket.getOutputStream().write(frame);
                  sent.addAndGet(frame.length);
                }
              } catch (IOException e) {
                // the test is over
              }
            });
    sender.setDaemon(true);
    sender.start();
    AtomicLong last = new AtomicLong(-1);
    Awaitility.await().pollInterval(quiet).until(() -> last.getAndSet(sent.get()) == sent.get());
    return sent.get();
  }

  /** Bytes until the end of the stream, at most so many. */
  int readUpTo(int limit) {
    try {
      socket.setSoTimeout(10_000);
      InputStream in = socket.getInputStream();
      byte[] chunk = new byte[64 << 10];
      int total = 0;
      while (total < limit) {
        int count = in.read(chunk);
        if (count < 0) {
          return total;
        }
        total += count;
      }
      return total;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
