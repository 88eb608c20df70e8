package dev.deskwright.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TotpTest {

  /** The key of the examples in both RFCs. */
  private static final TotpSecret KEY =
      TotpSecret.of("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:10Z");
  private static final long STEP = Totp.step(NOW);

  /** RFC 4226, appendix D. */
  @ParameterizedTest
  @CsvSource({
    "0, 1284755224, 755224",
    "1, 1094287082, 287082",
    "2, 137359152, 359152",
    "3, 1726969429, 969429",
    "4, 1640338314, 338314",
    "5, 868254676, 254676",
    "6, 1918287922, 287922",
    "7, 82162583, 162583",
    "8, 673399871, 399871",
    "9, 645520489, 520489"
  })
  void vectorsOfRfc4226(long counter, int truncated, String code) {
    assertThat(Totp.truncated(KEY.bytes(), counter)).isEqualTo(truncated);
    assertThat(Totp.code(KEY, counter)).isEqualTo(code);
  }

  /** RFC 6238, appendix B, those with SHA-1. They have eight digits, of which six are ours. */
  @ParameterizedTest
  @CsvSource({
    "59, 1, 94287082",
    "1111111109, 37037036, 07081804",
    "1111111111, 37037037, 14050471",
    "1234567890, 41152263, 89005924",
    "2000000000, 66666666, 69279037",
    "20000000000, 666666666, 65353130"
  })
  void vectorsOfRfc6238(long seconds, long step, String eight) {
    Instant moment = Instant.ofEpochSecond(seconds);
    assertThat(Totp.step(moment)).isEqualTo(step);
    assertThat(Totp.truncated(KEY.bytes(), step) % 100_000_000).isEqualTo(Integer.parseInt(eight));
    assertThat(Totp.verify(KEY, eight.substring(2), moment)).hasValue(step);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1})
  void aCodeFromNextDoorIsGoodAndItsStepIsTold(long steps) {
    assertThat(Totp.verify(KEY, Totp.code(KEY, STEP + steps), NOW)).hasValue(STEP + steps);
  }

  @ParameterizedTest
  @ValueSource(longs = {-20, -2, 2, 20})
  void aCodeFromFurtherAwayIsNot(long steps) {
    assertThat(Totp.verify(KEY, Totp.code(KEY, STEP + steps), NOW)).isEmpty();
  }

  /** How far a phone's clock may be off depends on where in the step the code was read. */
  @ParameterizedTest
  @CsvSource({"-41, false", "-40, true", "0, true", "49, true", "50, false"})
  void drift(long seconds, boolean good) {
    String shown = Totp.code(KEY, Totp.step(NOW.plusSeconds(seconds)));
    assertThat(Totp.verify(KEY, shown, NOW).isPresent()).isEqualTo(good);
  }

  @ParameterizedTest
  @ValueSource(strings = {"005924", "005 924", " 005-924 ", "٠٠٥٩٢٤", "００５９２４", "005\u00a0924"})
  void peopleTypeItAsTheyLike(String typed) {
    assertThat(Totp.verify(KEY, typed, Instant.ofEpochSecond(1_234_567_890))).hasValue(41_152_263);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "5924", "05924", "0005924", "89005924", "00592x", "-005925", "😀"})
  void whatIsNoCodeIsNotGood(String typed) {
    assertThat(Totp.verify(KEY, typed, Instant.ofEpochSecond(1_234_567_890))).isEmpty();
  }

  @Property
  void whatWasShownIsGood(
      @ForAll @Size(min = 16, max = 64) byte[] key,
      @ForAll @LongRange(min = 0, max = 1L << 33) long seconds) {
    TotpSecret secret = TotpSecret.of(key);
    long step = Totp.step(Instant.ofEpochSecond(seconds));
    String code = Totp.code(secret, step);
    assertThat(code).matches("[0-9]{6}");
    assertThat(Totp.verify(secret, code, Instant.ofEpochSecond(seconds))).isPresent();
    assertThat(TotpSecret.ofBase32(secret.base32())).isEqualTo(secret);
  }

  @Test
  void freshSecretsAreLongAndDiffer() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      seen.add(TotpSecret.fresh().base32());
    }
    assertThat(seen).hasSize(100).allMatch(each -> each.matches("[A-Z2-7]{32}"));
  }

  @Test
  void aShortSecretIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> TotpSecret.of(new byte[15]));
    assertThatIllegalArgumentException().isThrownBy(() -> TotpSecret.ofBase32("GEZDGNBV"));
  }

  @Test
  void secretsShowNowhere() {
    assertThat(KEY).hasToString("TotpSecret[hidden]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TotpSecret.ofBase32("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1"))
        .withMessageNotContaining("GEZD")
        .withNoCause();
  }
}
