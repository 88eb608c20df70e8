package dev.deskwright.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.deskwright.fixture.StandingClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens that a desktop can check with the certificate alone. */
class DesktopTokensTest {

  private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");

  @TempDir Path folder;
  private final StandingClock clock = new StandingClock(NOW);

  @BeforeEach
  void install() throws IOException {
    install("one");
  }

  private void install(String pair) throws IOException {
    for (String file : new String[] {"tls.key", "tls.crt"}) {
      install(pair, file);
    }
  }

  private void install(String pair, String file) throws IOException {
    try (var in = DesktopTokensTest.class.getResourceAsStream(pair + "." + file)) {
      Files.write(folder.resolve(file), in.readAllBytes());
    }
  }

  private static boolean isSigned(String token, String certificate) throws Exception {
    String[] parts = token.split("\\.", -1);
    assertThat(parts).hasSize(2);
    var verifier = Signature.getInstance("SHA256withECDSA");
    verifier.initVerify(
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(certificate.getBytes(StandardCharsets.US_ASCII))));
    verifier.update(parts[0].getBytes(StandardCharsets.US_ASCII));
    return verifier.verify(Base64.getUrlDecoder().decode(parts[1]));
  }

  private static JsonNode payload(String token) throws IOException {
    return new ObjectMapper()
        .readTree(Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))));
  }

  @Test
  void aTokenIsForOneDesktopAndAMinute() throws Exception {
    var tokens = DesktopTokens.in(folder, clock);
    String token = tokens.sign("ws-000000001");
    assertThat(isSigned(token, tokens.certificate())).isTrue();
    assertThat(payload(token).get("aud").textValue()).isEqualTo("ws-000000001");
    assertThat(payload(token).get("exp").longValue()).isEqualTo(NOW.getEpochSecond() + 60);
    assertThat(payload(token)).hasSize(2);
  }

  @Test
  void aTokenIsUsedAgainWhileItIsFresh() throws Exception {
    var tokens = DesktopTokens.in(folder, clock);
    String first = tokens.sign("ws-1");
    clock.forward(Duration.ofSeconds(29));
    assertThat(tokens.sign("ws-1")).isEqualTo(first);
    assertThat(payload(tokens.sign("ws-2")).get("aud").textValue()).isEqualTo("ws-2");
    clock.forward(Duration.ofSeconds(1));
    assertThat(payload(tokens.sign("ws-1")).get("exp").longValue())
        .isEqualTo(NOW.getEpochSecond() + 90);
  }

  @Test
  void aNewKeyPairIsTakenUp() throws Exception {
    var tokens = DesktopTokens.in(folder, clock);
    String before = tokens.sign("ws-1");
    assertThat(tokens.reload()).isFalse();
    install("two");
    assertThat(tokens.reload()).isTrue();
    String after = tokens.sign("ws-1");
    assertThat(isSigned(after, tokens.certificate())).isTrue();
    assertThat(isSigned(before, tokens.certificate())).isFalse();
  }

  @Test
  void halfANewKeyPairIsNot() throws Exception {
    var tokens = DesktopTokens.in(folder, clock);
    String certificate = tokens.certificate();
    install("two", "tls.crt");
    assertThatThrownBy(tokens::reload).hasMessageContaining("belongs to another key");
    assertThat(tokens.certificate()).isEqualTo(certificate);
    assertThat(isSigned(tokens.sign("ws-1"), certificate)).isTrue();
  }

  /** As Helm's functions and, unless told otherwise, cert-manager write it. */
  @Test
  void aKeyInTheFormOfSec1IsReadToo() throws Exception {
    byte[] pkcs8 =
        Base64.getMimeDecoder()
            .decode(Files.readString(folder.resolve("tls.key")).replaceAll("-----.*-----", ""));
    // What stands before it are its version, and that it is on this curve.
    byte[] bare = Arrays.copyOfRange(pkcs8, pkcs8.length - (pkcs8[28] & 0xff), pkcs8.length);
    Files.writeString(
        folder.resolve("tls.key"),
        "-----BEGIN EC PRIVATE KEY-----\n%s\n-----END EC PRIVATE KEY-----\n"
            .formatted(Base64.getEncoder().encodeToString(bare)));
    DesktopTokens tokens = DesktopTokens.in(folder, clock);
    assertThat(isSigned(tokens.sign("ws-1"), tokens.certificate())).isTrue();
  }

  @Test
  void whatIsNoKeyPairOnTheCurveIsSaidSo() throws IOException {
    install("p384");
    assertThatThrownBy(() -> DesktopTokens.in(folder, clock)).hasMessageContaining("P-256");
    Files.writeString(folder.resolve("tls.key"), "nothing");
    assertThatThrownBy(() -> DesktopTokens.in(folder, clock)).hasMessageContaining("PKCS#8");
  }
}
