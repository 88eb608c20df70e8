package dev.deskwright.gateway.server;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.SSLOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;

/** Certificate and key from a folder in the shape of a kubernetes.io/tls Secret. */
public final class Certificates {

  private final Path folder;
  private Buffer known = Buffer.buffer();
  private volatile byte[] encoded;

  /** Reads nothing yet. */
  public Certificates(Path folder) {
    this.folder = folder;
  }

  /** The certificate that was last handed out, in DER; null if there is none that can be read. */
  public byte[] current() {
    return encoded;
  }

  private static byte[] encoded(Buffer certificate) {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(certificate.getBytes()))
          .getEncoded();
    } catch (CertificateException e) {
      // Whoever serves with it will say what is wrong.
      return null;
    }
  }

  /**
   * What to serve with, if it has changed since it was last asked for.
   *
   * @throws IOException if one of the files cannot be read, as while a Secret is being replaced
   */
  public synchronized Optional<SSLOptions> changed() throws IOException {
    Buffer certificate = Buffer.buffer(Files.readAllBytes(folder.resolve("tls.crt")));
    Buffer key = Buffer.buffer(Files.readAllBytes(folder.resolve("tls.key")));
    Buffer both = Buffer.buffer().appendBuffer(certificate).appendBuffer(key);
    if (both.equals(known)) {
      return Optional.empty();
    }
    known = both;
    encoded = encoded(certificate);
    return Optional.of(
        new SSLOptions()
            .setKeyCertOptions(new PemKeyCertOptions().addCertValue(certificate).addKeyValue(key)));
  }
}
