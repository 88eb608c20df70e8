package dev.deskwright.ldap;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A DNS server that knows a few SRV records (RFC 1035, RFC 2782), over UDP on loopback. */
final class TinyDns implements AutoCloseable {

  private static final int SRV = 33;
  private static final int IN = 1;
  private static final int NO_SUCH_NAME = 0x8183;
  private static final int FOUND = 0x8180;

  private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
  private final Map<String, List<SrvRecord>> zone;

  TinyDns(Map<String, List<SrvRecord>> zone) throws IOException {
    this.zone = zone;
    Thread thread = new Thread(this::serve, "tiny-dns");
    thread.setDaemon(true);
    thread.start();
  }

  LdapServer address() {
    return new LdapServer("127.0.0.1", socket.getLocalPort());
  }

  private void serve() {
    byte[] buffer = new byte[512];
    while (!socket.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        byte[] answer = answer(Arrays.copyOf(buffer, packet.getLength()));
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private byte[] answer(byte[] query) throws IOException {
    StringBuilder name = new StringBuilder();
    int at = 12;
    while (query[at] != 0) {
      name.append(name.isEmpty() ? "" : ".");
      name.append(new String(query, at + 1, query[at], StandardCharsets.US_ASCII));
      at += query[at] + 1;
    }
    List<SrvRecord> records = zone.get(name.toString());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(query, 0, 2);
    out.writeShort(records == null ? NO_SUCH_NAME : FOUND);
    out.writeShort(1);
    out.writeShort(records == null ? 0 : records.size());
    out.writeInt(0);
    out.write(query, 12, at + 5 - 12);
    for (SrvRecord each : records == null ? List.<SrvRecord>of() : records) {
      byte[] target = encode(each.target());
      out.writeShort(0xc00c);
      out.writeShort(SRV);
      out.writeShort(IN);
      out.writeInt(60);
      out.writeShort(6 + target.length);
      out.writeShort(each.priority());
      out.writeShort(each.weight());
      out.writeShort(each.port());
      out.write(target);
    }
    return bytes.toByteArray();
  }

  private static byte[] encode(String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String label : name.split("[.]", -1)) {
      bytes.write(label.length());
      bytes.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
    }
    bytes.write(0);
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    socket.close();
  }
}
