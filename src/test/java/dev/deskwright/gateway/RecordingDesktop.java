package dev.deskwright.gateway;

import dev.deskwright.api.v1alpha1.Protocol;
import dev.deskwright.gateway.proxy.Target;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An RFB server that keeps all that it is sent, and takes any security type for none. */
public final class RecordingDesktop implements AutoCloseable {

  private final ServerSocket server;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();

  private RecordingDesktop(ServerSocket server) {
    this.server = server;
  }

  /** Listens on loopback. */
  public static RecordingDesktop start() throws IOException {
    var desktop = new RecordingDesktop(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()));
    Thread thread = new Thread(desktop::accept, "recording desktop");
    thread.setDaemon(true);
    thread.start();
    return desktop;
  }

  /** In place of where the pod is. */
  public Target at(Target target) {
    return new Target(
        target.workspaceId(),
        target.namespace(),
        target.name(),
        target.workspaceUid(),
        target.podName(),
        target.podUid(),
        "127.0.0.1",
        new Protocol(Protocol.Name.RFB, server.getLocalPort(), null, Protocol.Scheme.HTTP),
        target.pasteAllowed());
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread thread = new Thread(() -> serve(socket), "recording desktop's connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var in = new DataInputStream(socket.getInputStream());
      var out = new DataOutputStream(socket.getOutputStream());
      out.write("RFB 003.008\n".getBytes(StandardCharsets.US_ASCII));
      keep(in.readNBytes(12));
      out.write(new byte[] {1, 1});
      keep(in.readNBytes(1));
      out.writeInt(0);
      keep(in.readNBytes(1));
      out.writeShort(8);
      out.writeShort(8);
      out.write(new byte[] {32, 24, 0, 1, 0, (byte) 255, 0, (byte) 255, 0, (byte) 255});
      out.write(new byte[] {16, 8, 0, 0, 0, 0});
      out.writeInt(4);
      out.write("test".getBytes(StandardCharsets.US_ASCII));
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        synchronized (received) {
          received.write(buffer, 0, read);
        }
      }
    } catch (IOException ended) {
      // What was received is kept.
    }
  }

  private void keep(byte[] bytes) {
    synchronized (received) {
      received.writeBytes(bytes);
    }
  }

  /** How many bytes came. */
  public int size() {
    synchronized (received) {
      return received.size();
    }
  }

  /** All that came, a character a byte. */
  public String text() {
    synchronized (received) {
      return received.toString(StandardCharsets.ISO_8859_1);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
