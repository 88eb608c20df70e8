package dev.deskwright.directory.simplead;

import com.unboundid.util.ssl.cert.CertException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads certificates and keys in their text form (RFC 7468). */
final class Pem {

  private Pem() {}

  /** The bytes of the only object in a text. */
  static byte[] decoded(String pem) {
    return Base64.getDecoder()
        .decode(pem.lines().filter(line -> !line.startsWith("-")).collect(Collectors.joining()));
  }

  /** Whether a certificate is for all these names, and beyond this moment. */
  static boolean isGood(String certificate, List<String> names, Instant until) {
    try {
      var parsed =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(
                      new ByteArrayInputStream(certificate.getBytes(StandardCharsets.US_ASCII)));
      var end = new com.unboundid.util.ssl.cert.X509Certificate(decoded(certificate));
      return Instant.ofEpochMilli(end.getNotAfterTime()).isAfter(until)
          && names(parsed).containsAll(names);
    } catch (CertException | CertificateException e) {
      return false;
    }
  }

  private static Set<String> names(X509Certificate certificate) throws CertificateException {
    var names = certificate.getSubjectAlternativeNames();
    return names == null
        ? Set.of()
        : names.stream().map(name -> String.valueOf(name.get(1))).collect(Collectors.toSet());
  }
}
