package dev.deskwright.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryCodesTest {

  private static final RecoveryCodes.Issued ISSUED = RecoveryCodes.issue();
  private static final List<String> SHOWN = ISSUED.shown();

  @Test
  void tenThatCannotBeMisread() {
    assertThat(SHOWN)
        .hasSize(10)
        .doesNotHaveDuplicates()
        .allMatch(each -> each.matches("[a-hjkmnp-z2-9]{5}-[a-hjkmnp-z2-9]{5}"));
  }

  @Test
  void eachIsGoodOnce() {
    RecoveryCodes stored = ISSUED.stored();
    for (String code : SHOWN) {
      RecoveryCodes left = stored.redeem(code).orElseThrow();
      assertThat(left.left()).isEqualTo(stored.left() - 1);
      assertThat(left.redeem(code)).isEmpty();
      stored = RecoveryCodes.parse(left.encoded());
    }
    assertThat(stored.left()).isZero();
    assertThat(stored.redeem(SHOWN.get(0))).isEmpty();
  }

  @Test
  void peopleTypeThemAsTheyLike() {
    String code = SHOWN.get(3);
    String bare = code.replace("-", "");
    assertThat(
            List.of(
                bare,
                code.toUpperCase(Locale.ROOT),
                " " + bare.substring(0, 3) + " " + bare.substring(3) + "\n",
                code.replace('-', '\u2013'),
                code + "\u200b"))
        .allSatisfy(typed -> assertThat(ISSUED.stored().redeem(typed)).isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "aaaaa-aaaaa", "😀"})
  void othersAreNotGood(String typed) {
    assertThat(ISSUED.stored().redeem(typed)).isEqualTo(Optional.empty());
    assertThat(ISSUED.stored().redeem(SHOWN.get(0) + typed + "a")).isEmpty();
  }

  @Test
  void whatIsStoredHasNoCodeInItAndIsSaltedAnew() {
    String stored = ISSUED.stored().encoded();
    assertThat(stored).matches("pbkdf2-sha256\\$20000\\$[^$]+\\$([^,]{44},){9}[^,]{44}");
    assertThat(SHOWN).noneMatch(each -> stored.contains(each.replace("-", "")));
    assertThat(RecoveryCodes.issue().stored().encoded().split("\\$", -1)[2])
        .isNotEqualTo(stored.split("\\$", -1)[2]);
    assertThat(ISSUED).hasToString("Issued[RecoveryCodes[10 left]]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "$$$",
        "md5$1$AAAA$",
        "pbkdf2-sha256$0$AAAA$",
        "pbkdf2-sha256$99999999$AAAA$",
        "pbkdf2-sha256$1$$",
        "pbkdf2-sha256$1$A?$",
        "pbkdf2-sha256$1$AAAA$?",
        "pbkdf2-sha256$1$AAAA"
      })
  void whatIsNoneIsRefused(String encoded) {
    assertThatIllegalArgumentException().isThrownBy(() -> RecoveryCodes.parse(encoded));
  }
}
