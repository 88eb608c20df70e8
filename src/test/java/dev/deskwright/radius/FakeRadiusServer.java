package dev.deskwright.radius;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on loopback that does what a test wants: answers, lies, drops, dawdles. */
public final class FakeRadiusServer implements AutoCloseable {

  /** What it does with a request. */
  public interface Script {
    /** A request came. */
    void on(Received request) throws IOException;
  }

  /** A request that came, and a way back. */
  public final class Received {
    private final byte[] datagram;
    private final SocketAddress from;

    private Received(byte[] datagram, SocketAddress from) {
      this.datagram = datagram;
      this.from = from;
    }

    public byte[] datagram() {
      return datagram;
    }

    public SocketAddress from() {
      return from;
    }

    byte identifier() {
      return datagram[1];
    }

    byte[] authenticator() {
      return Arrays.copyOfRange(datagram, 4, 20);
    }

    List<Attribute> attributes() {
      return Attribute.read(datagram, 20).orElseThrow();
    }

    List<byte[]> values(int type) {
      return attributes().stream()
          .filter(each -> each.type() == type)
          .map(Attribute::value)
          .toList();
    }

    public void answer(byte[] answer) throws IOException {
      socket.send(new DatagramPacket(answer, answer.length, from));
    }

    public void answerFromAnotherPort(byte[] answer) throws IOException {
      try (DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
        other.send(new DatagramPacket(answer, answer.length, from));
      }
    }
  }

  private final DatagramSocket socket;
  private final Script script;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final Thread thread;

  public FakeRadiusServer(Script script) {
    this.script = script;
    try {
      socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
    thread = new Thread(this::serve, "fake RADIUS server");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve() {
    byte[] buffer = new byte[Answer.MOST_BYTES];
    while (!socket.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        Received request =
            new Received(Arrays.copyOf(buffer, packet.getLength()), packet.getSocketAddress());
        received.add(request);
        script.on(request);
      } catch (IOException | RuntimeException | Error e) {
        if (!socket.isClosed()) {
          failures.add(e);
        }
      }
    }
  }

  public RadiusServer address() {
    return new RadiusServer("127.0.0.1", socket.getLocalPort());
  }

  public List<Received> received() {
    return new ArrayList<>(received);
  }

  @Override
  public void close() {
    socket.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    if (!failures.isEmpty()) {
      throw new AssertionError("the script failed", failures.get(0));
    }
  }
}
