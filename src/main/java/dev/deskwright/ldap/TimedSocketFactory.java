package dev.deskwright.ldap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLSocketFactory;

/**
 * Makes sockets whose TLS handshake ends in time. The SDK bounds how long it waits for another
 * thread to do the handshake, and then waits for it once more without a bound: a server that
 * accepts and says nothing would hold it for ever.
 */
final class TimedSocketFactory extends SSLSocketFactory {

  private final SSLSocketFactory tls;
  private final int timeoutMillis;

  TimedSocketFactory(SSLSocketFactory tls, int timeoutMillis) {
    this.tls = tls;
    this.timeoutMillis = timeoutMillis;
  }

  private Socket timed(Socket socket) throws SocketException {
    socket.setSoTimeout(timeoutMillis);
    return socket;
  }

  @Override
  public Socket createSocket() throws IOException {
    return timed(tls.createSocket());
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    return timed(tls.createSocket(socket, host, port, autoClose));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return timed(tls.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return timed(tls.createSocket(host, port, from, fromPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return timed(tls.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return timed(tls.createSocket(host, port, from, fromPort));
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return tls.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return tls.getSupportedCipherSuites();
  }
}
