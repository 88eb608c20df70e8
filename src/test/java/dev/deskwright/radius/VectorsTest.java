package dev.deskwright.radius;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of the RFCs. */
class VectorsTest {

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", "").toLowerCase(Locale.ROOT));
  }

  /** RFC 1320, A.5. */
  @ParameterizedTest
  @CsvSource({
    "'', 31d6cfe0d16ae931b73c59d7e0c089c0",
    "a, bde52cb31de33e46245e05fbdbd6fb24",
    "abc, a448017aaf21d8525fc10ae87aa6729d",
    "message digest, d9130a8164549fe818874806e1c7014b",
    "abcdefghijklmnopqrstuvwxyz, d79e1c308aa5bbcdeea8ed63df412da9",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789,"
        + " 043f8582f241db351ce627e153e7f0e4",
    "12345678901234567890123456789012345678901234567890123456789012345678901234567890,"
        + " e33b4ddc9c38f2199c3e7b164fcc0536"
  })
  void md4(String message, String digest) {
    assertThat(Md4.of(message.getBytes(StandardCharsets.US_ASCII))).isEqualTo(hex(digest));
  }

  /** RFC 2759, 9.2, with the errata: user and challenges as they are there. */
  @Test
  void msChapV2() {
    byte[] authenticatorChallenge = hex("5B 5D 7C 7D 7B 3F 2F 3E 3C 2C 60 21 32 26 26 28");
    byte[] peerChallenge = hex("21 40 23 24 25 5E 26 2A 28 29 5F 2B 3A 33 7C 7E");
    byte[] challenge = MsChapV2.challengeHash(peerChallenge, authenticatorChallenge, "User");
    assertThat(challenge).isEqualTo(hex("D0 2E 43 86 BC E9 12 26"));
    assertThat(MsChapV2.challengeHash(peerChallenge, authenticatorChallenge, "CORP\\User"))
        .isEqualTo(challenge);
    byte[] passwordHash = MsChapV2.ntPasswordHash("clientPass".toCharArray());
    assertThat(passwordHash).isEqualTo(hex("44 EB BA 8D 53 12 B8 D6 11 47 44 11 F5 69 89 AE"));
    byte[] response = MsChapV2.ntResponse(challenge, passwordHash);
    assertThat(response)
        .isEqualTo(hex("82 30 9E CD 8D 70 8B 5E A0 8F AA 39 81 CD 83 54 42 33 11 4A 3D 85 D6 DF"));
    assertThat(MsChapV2.authenticatorResponse(passwordHash, response, challenge))
        .isEqualTo("S=407A5589115FD0D6209F510FE9C04566932CDA56");
  }

  /** RFC 2865, 7.1: how a password is hidden, and how an answer is signed. */
  @Test
  void accessRequestOfRfc2865() {
    byte[] secret = "xyzzy5461".getBytes(StandardCharsets.US_ASCII);
    byte[] authenticator = hex("0f 40 3f 94 73 97 80 57 bd 83 d5 cb 98 f4 22 7a");
    RadiusSettings settings =
        new RadiusSettings(
            List.of(new RadiusServer("192.168.1.16", 1812)),
            secret,
            RadiusProtocol.PAP,
            Duration.ofSeconds(1),
            0);
    Question question = new Question("nemo", "arctangent".toCharArray(), "", Optional.empty());
    assertThat(
            Credentials.of(settings, question, authenticator, new SecureRandom())
                .attributes()
                .get(0)
                .value())
        .isEqualTo(hex("0d be 70 8d 93 d4 13 ce 31 96 e4 3f 78 2a 0a ee"));
    byte[] accepted =
        hex(
            "02 00 00 26 86 fe 22 0e 76 24 ba 2a 10 05 f6 bf 9b 55 e0 b2"
                + "06 06 00 00 00 01 0f 06 00 00 00 00 0e 06 c0 a8 01 03");
    assertThat(
            Hash.md5(
                Arrays.copyOf(accepted, 4),
                authenticator,
                Arrays.copyOfRange(accepted, 20, accepted.length),
                secret))
        .isEqualTo(Arrays.copyOfRange(accepted, 4, 20));
  }
}
