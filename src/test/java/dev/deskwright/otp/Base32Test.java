package dev.deskwright.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base32Test {

  /** RFC 4648, 10. */
  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "f, MY======",
    "fo, MZXQ====",
    "foo, MZXW6===",
    "foob, MZXW6YQ=",
    "fooba, MZXW6YTB",
    "foobar, MZXW6YTBOI======"
  })
  void vectorsOfRfc4648(String text, String encoded) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    assertThat(Base32.encode(bytes)).isEqualTo(encoded.replace("=", ""));
    assertThat(Base32.decode(encoded)).isEqualTo(bytes);
  }

  @Property
  void roundTrip(@ForAll byte[] bytes) {
    String encoded = Base32.encode(bytes);
    assertThat(Base32.decode(encoded)).isEqualTo(bytes);
    assertThat(Base32.decode(encoded.toLowerCase(Locale.ROOT).replaceAll("(.{4})", "$1 ")))
        .isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MZXW0", "MZXW1", "MZXW8", "MZ=XW", "MZÄW", "MZXWı"})
  void otherCharactersAreRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Base32.decode(text))
        .withMessageNotContaining(text);
  }
}
