package dev.deskwright.radius;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** One request to one server: sent, sent again, answered or not. */
final class Exchange {

  private final RadiusSettings settings;
  private final boolean requireMessageAuthenticator;

  Exchange(RadiusSettings settings, boolean requireMessageAuthenticator) {
    this.settings = settings;
    this.requireMessageAuthenticator = requireMessageAuthenticator;
  }

  /** The first answer that can be trusted. */
  Answer ask(RadiusServer server, Request request) throws NoAnswer {
    try {
      IOException unreachable = null;
      for (InetAddress address : InetAddress.getAllByName(server.host())) {
        try {
          return ask(new InetSocketAddress(address, server.port()), request);
        } catch (PortUnreachableException e) {
          throw new NoAnswer("nothing listens there");
        } catch (IOException e) {
          unreachable = e;
        }
      }
      throw new NoAnswer("cannot be reached (" + reason(unreachable) + ")");
    } catch (UnknownHostException e) {
      throw new NoAnswer("has no address in DNS");
    }
  }

  private static String reason(IOException e) {
    return e == null ? "no address" : String.valueOf(e.getMessage());
  }

  /** From a port of its own, which takes datagrams from nowhere but the address asked. */
  private Answer ask(InetSocketAddress address, Request request) throws IOException, NoAnswer {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(address);
      Optional<String> flaw = Optional.empty();
      for (int i = 0; i <= settings.retries(); i++) {
        // The same bytes again: a server knows by them that it has answered already.
        socket.send(new DatagramPacket(request.datagram(), request.datagram().length));
        long deadline = System.nanoTime() + settings.timeout().toNanos();
        for (Optional<Answer> came = receive(socket, deadline);
            came.isPresent();
            came = receive(socket, deadline)) {
          flaw = came.get().flaw(request, settings.sharedSecret(), requireMessageAuthenticator);
          if (flaw.isEmpty()) {
            return came.get();
          }
        }
      }
      throw new NoAnswer(flaw.orElseGet(this::silence));
    }
  }

  private String silence() {
    return ("no answer in %s s, asked %d times: it is down, or does not know this client, or its"
            + " secret is another")
        .formatted(settings.timeout().toMillis() / 1000.0, settings.retries() + 1);
  }

  private static Optional<Answer> receive(DatagramSocket socket, long deadline) throws IOException {
    // Rounded up: zero would mean to wait for ever.
    long left = (deadline - System.nanoTime() + 999_999) / 1_000_000;
    if (left <= 0) {
      return Optional.empty();
    }
    try {
      socket.setSoTimeout((int) left);
      DatagramPacket packet = new DatagramPacket(new byte[Answer.MOST_BYTES], Answer.MOST_BYTES);
      socket.receive(packet);
      return Optional.of(new Answer(Arrays.copyOf(packet.getData(), packet.getLength())));
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    }
  }
}
