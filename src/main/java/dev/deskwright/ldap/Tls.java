package dev.deskwright.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.SSLSocketVerifier;
import com.unboundid.util.ssl.SSLUtil;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** TLS 1.2 or newer, with certificates checked for who signed them, their dates and their name. */
final class Tls {

  /** What the JDK gives for a session that was never made. */
  private static final String NO_SESSION = "SSL_NULL_WITH_NULL_NULL";

  private Tls() {}

  /** Names the certificate, which the checks of the JDK and the SDK leave out. */
  static SSLSocketVerifier hostNames() {
    HostNameSSLSocketVerifier verifier = new HostNameSSLSocketVerifier(true);
    return new SSLSocketVerifier() {
      @Override
      public void verifySSLSocket(String host, int port, SSLSocket socket) throws LDAPException {
        // The SDK comes here too when the handshake is not done in time, with no certificate.
        if (socket.getSession().getCipherSuite().equals(NO_SESSION)) {
          throw new LDAPException(ResultCode.TIMEOUT, "handshake", new SocketTimeoutException());
        }
        try {
          verifier.verifySSLSocket(host, port, socket);
        } catch (LDAPException e) {
          throw new LDAPException(e.getResultCode(), "host name", new HostNameMismatch());
        }
      }
    };
  }

  /** One per server: the SDK holds a lock on it during the handshake of StartTLS. */
  static SSLSocketFactory socketFactory(LdapSettings settings) {
    try {
      SSLUtil tls = new SSLUtil(new Explaining(trustManager(settings.trustedCertificates())));
      return new TimedSocketFactory(
          tls.createSSLSocketFactory(), (int) settings.connectTimeout().toMillis());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the JVM's TLS cannot be used", e);
    }
  }

  static Collection<? extends Certificate> certificates(String pem) throws CertificateException {
    Collection<? extends Certificate> found =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(
                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    if (found.isEmpty()) {
      throw new CertificateException("no certificate");
    }
    return found;
  }

  private static X509ExtendedTrustManager trustManager(Optional<String> pem)
      throws GeneralSecurityException, IOException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(pem.isPresent() ? keyStore(pem.get()) : null);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509ExtendedTrustManager.class::isInstance)
        .map(X509ExtendedTrustManager.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static KeyStore keyStore(String pem) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (Certificate each : certificates(pem)) {
      store.setCertificateEntry("ca-" + store.size(), each);
    }
    return store;
  }

  /** The certificate is for another host. */
  static final class HostNameMismatch extends CertificateException {
    private static final long serialVersionUID = 1;
  }
}
