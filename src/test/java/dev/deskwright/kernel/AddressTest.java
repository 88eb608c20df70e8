package dev.deskwright.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1,192.0.2.1,192.0.2.1",
    "::ffff:192.0.2.1,192.0.2.1,192.0.2.1",
    "::FFFF:c000:0201,192.0.2.1,192.0.2.1",
    "0:0:0:0:0:ffff:192.0.2.1,192.0.2.1,192.0.2.1",
    "::1,0:0:0:0:0:0:0:1,0:0:0:0:0:0:0:0/64",
    "2001:DB8:1:2:3:4:5:6,2001:db8:1:2:3:4:5:6,2001:db8:1:2:0:0:0:0/64",
    "fe80::1%eth0,fe80:0:0:0:0:0:0:1,fe80:0:0:0:0:0:0:0/64"
  })
  void anAddressAndItsNetwork(String text, String address, String network) {
    assertThat(Address.of(text).orElseThrow()).hasToString(address);
    assertThat(Address.of(text).orElseThrow().network()).isEqualTo(network);
  }

  /** A name must not be looked up, nor what Java takes for a short form of an address. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "unknown",
        "localhost",
        "192.0.2",
        "192.0.2.256",
        "192.0.2.01",
        "1",
        "0x7f000001",
        "999.1.1.1",
        "192.0.2.1.",
        " 192.0.2.1",
        "192.0.2.1 ",
        "192.0.2.1:80",
        "[::1]",
        ":",
        "::g",
        "1::2::3",
        "192.0.2.1,192.0.2.2",
        "::ffff:192.0.2.256",
        "a:b",
        "%",
        "\u0661.1.1.1",
        "192.0.2.1/24",
        "dead.beef:1:"
      })
  void whatIsNoAddress(String text) {
    assertThat(Address.of(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.0/24,198.51.100.255,true",
    "198.51.100.0/24,198.51.101.0,false",
    "198.51.100.0/24,::ffff:198.51.100.7,true",
    "198.51.100.7/24,198.51.100.9,true",
    "0.0.0.0/0,203.0.113.9,true",
    "0.0.0.0/0,2001:db8::1,false",
    "::/0,2001:db8::1,true",
    "::/0,203.0.113.9,false",
    "2001:db8::/33,2001:db8:7fff::1,true",
    "2001:db8::/33,2001:db8:8000::1,false",
    "203.0.113.7/32,203.0.113.7,true",
    "203.0.113.7/32,203.0.113.6,false"
  })
  void whetherARangeHasAnAddress(String range, String address, boolean has) {
    assertThat(AddressRange.of(range).orElseThrow().contains(Address.of(address).orElseThrow()))
        .isEqualTo(has);
  }
}
