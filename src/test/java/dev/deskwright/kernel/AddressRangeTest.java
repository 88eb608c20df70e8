package dev.deskwright.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

  @ParameterizedTest
  @CsvSource({
    "10.1.0.0/16,false,10.1.0.0/16",
    "10.1.2.3/16,true,10.1.0.0/16",
    "10.1.2.3/32,false,10.1.2.3/32",
    "10.1.2.3/0,true,0.0.0.0/0",
    "198.51.100.129/25,true,198.51.100.128/25",
    "2001:db8::/48,false,2001:db8::/48",
    "2001:DB8::1/48,true,2001:db8::/48",
    "::1/128,false,0:0:0:0:0:0:0:1/128",
    "::/0,false,0::/0",
    "ffff::/1,true,8000::/1"
  })
  void whereARangeBegins(String cidr, boolean hostBits, String network) {
    AddressRange range = AddressRange.of(cidr).orElseThrow();
    assertThat(range.hasHostBits()).isEqualTo(hostBits);
    assertThat(range.network()).isEqualTo(network);
  }

  /** A name must not be looked up: whoever writes a manifest would choose what is. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "10.1.0.0",
        "10.1.0.0/",
        "10.1.0.0/33",
        "fd00::/129",
        "10.1.0.0/-1",
        "10.1/16",
        "256.1.1.1/8",
        "example.com/24",
        "bad/24",
        "fd00::1::2/64",
        "10.1.0.0/16/8"
      })
  void whatIsNoRange(String text) {
    assertThat(AddressRange.of(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"10.1.0.10,10.1.0.10/32", "fd00::10,fd00::10/128", "dc1.example.com,", "dc1,", "10,"})
  void theRangeOfOneAddress(String address, String range) {
    assertThat(AddressRange.single(address).orElse(null)).isEqualTo(range);
  }
}
