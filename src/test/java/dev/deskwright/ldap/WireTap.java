package dev.deskwright.ldap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Stands before a server, passes all bytes on, and keeps those that go to it. */
final class WireTap implements AutoCloseable {

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final LdapServer target;
  private int connections;

  WireTap(LdapServer target) throws IOException {
    this.target = target;
    start(this::accept);
  }

  LdapServer address() {
    return new LdapServer("127.0.0.1", socket.getLocalPort());
  }

  synchronized String sent() {
    return sent.toString(StandardCharsets.ISO_8859_1);
  }

  /** Bind requests (RFC 4511, 4.2: application 0) with simple authentication of no bytes. */
  synchronized boolean hasEmptySimpleBind() {
    return sent().contains("\u0080\0");
  }

  synchronized int connections() {
    return connections;
  }

  synchronized void forget() {
    sent.reset();
    connections = 0;
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void start(Step step) {
    Thread thread =
        new Thread(
            () -> {
              try {
                step.run();
              } catch (IOException closed) {
                // One side has gone: that is how each of these ends.
              }
            },
            "wire-tap");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = socket.accept();
      Socket server = new Socket(target.host(), target.port());
      synchronized (this) {
        connections++;
      }
      start(() -> copy(client, server, true));
      start(() -> copy(server, client, false));
    }
  }

  private void copy(Socket from, Socket to, boolean keep) throws IOException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (keep) {
          synchronized (this) {
            sent.write(buffer, 0, n);
          }
        }
        out.write(buffer, 0, n);
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
