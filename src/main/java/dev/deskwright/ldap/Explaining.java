package dev.deskwright.ldap;

import com.unboundid.util.ssl.cert.CertException;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Checks certificates as the JDK does. What it refuses, it refuses with the dates of the server's
 * certificate, so that an administrator can be told which one it was.
 */
final class Explaining extends X509ExtendedTrustManager {

  private final X509ExtendedTrustManager jdk;

  Explaining(X509ExtendedTrustManager jdk) {
    this.jdk = jdk;
  }

  /** A server's certificate that was refused, and why. */
  static final class Refused extends CertificateException {
    private static final long serialVersionUID = 1;
    private final Instant notBefore;
    private final Instant notAfter;

    private Refused(Instant notBefore, Instant notAfter, CertificateException cause) {
      super("certificate refused", cause);
      this.notBefore = notBefore;
      this.notAfter = notAfter;
    }

    Instant notBefore() {
      return notBefore;
    }

    Instant notAfter() {
      return notAfter;
    }
  }

  private interface Check {
    void run() throws CertificateException;
  }

  private static void explain(X509Certificate[] chain, Check check) throws CertificateException {
    try {
      check.run();
    } catch (CertificateException e) {
      throw refused(chain, e);
    }
  }

  private static CertificateException refused(X509Certificate[] chain, CertificateException e) {
    try {
      var server = new com.unboundid.util.ssl.cert.X509Certificate(chain[0].getEncoded());
      return new Refused(
          Instant.ofEpochMilli(server.getNotBeforeTime()),
          Instant.ofEpochMilli(server.getNotAfterTime()),
          e);
    } catch (CertException | CertificateException unreadable) {
      e.addSuppressed(unreadable);
      return e;
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    explain(chain, () -> jdk.checkServerTrusted(chain, authType, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    explain(chain, () -> jdk.checkServerTrusted(chain, authType, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    explain(chain, () -> jdk.checkServerTrusted(chain, authType));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    jdk.checkClientTrusted(chain, authType, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    jdk.checkClientTrusted(chain, authType, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    jdk.checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return jdk.getAcceptedIssuers();
  }
}
