package dev.deskwright.directory.simplead;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CertificatesTest {

  private final Instant now = Instant.now();
  private static final List<String> NAMES =
      List.of("corp.example.com", "dc1.corp.example.com", "10.96.0.7", "fd00::7");
  private final Certificates.Pair authority = Certificates.authority("corp", now);
  private final Certificates.Pair server = Certificates.server(authority, NAMES, now);

  private static X509Certificate parsed(Certificates.Pair pair) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(pair.certificate().getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void theJdkTrustsAServerByItsAuthority() throws Exception {
    var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(parsed(server)));
    var parameters = new PKIXParameters(Set.of(new TrustAnchor(parsed(authority), null)));
    parameters.setRevocationEnabled(false);
    assertThat(CertPathValidator.getInstance("PKIX").validate(path, parameters)).isNotNull();
  }

  @Test
  void theServerIsNoAuthority() throws Exception {
    assertThat(parsed(authority).getBasicConstraints()).isEqualTo(Integer.MAX_VALUE);
    assertThat(parsed(server).getBasicConstraints()).isEqualTo(-1);
    assertThat(parsed(server).getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
  }

  @Test
  void theKeyIsReadAsPkcs8() throws Exception {
    var key =
        KeyFactory.getInstance("RSA")
            .generatePrivate(new PKCS8EncodedKeySpec(Pem.decoded(server.key())));
    assertThat(key.getAlgorithm()).isEqualTo("RSA");
  }

  @Test
  void aCertificateIsReplacedNearItsEndOrForAnotherName() {
    assertThat(Pem.isGood(server.certificate(), NAMES.subList(0, 3), now)).isTrue();
    assertThat(
            Pem.isGood(server.certificate(), NAMES.subList(0, 3), now.plus(Duration.ofDays(366))))
        .isFalse();
    assertThat(Pem.isGood(server.certificate(), List.of("10.96.0.8"), now)).isFalse();
    assertThat(Pem.isGood("nonsense", NAMES, now)).isFalse();
  }

  @Test
  void passwordsHaveAllKindsOfCharacters() {
    for (int i = 0; i < 100; i++) {
      assertThat(Passwords.make(new SecureRandom()))
          .hasSize(32)
          .containsPattern("[a-z]")
          .containsPattern("[A-Z]")
          .containsPattern("[2-9]")
          .containsPattern("[._+=]");
    }
  }
}
