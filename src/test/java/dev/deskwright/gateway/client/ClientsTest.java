package dev.deskwright.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.DirectorySpec.DeviceType;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.kernel.AddressRange;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientsTest {

  private static final Clients CLIENTS =
      new Clients(
          Stream.of("10.0.0.0/8", "fd00::/8")
              .map(range -> AddressRange.of(range).orElseThrow())
              .toList(),
          Defences.ALL);

  private static String address(Clients clients, String peer, String... forwardedFor) {
    return clients.of(peer, List.of(forwardedFor), Optional.empty()).address();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // The peer is no proxy: nothing that it says of others counts.
        "203.0.113.9 | - | 203.0.113.9",
        "203.0.113.9 | 198.51.100.1 | 203.0.113.9",
        "::ffff:203.0.113.9 | 198.51.100.1 | 203.0.113.9",
        // One proxy, then two; what a client wrote stands before them.
        "10.0.0.1 | - | 10.0.0.1",
        "10.0.0.1 | 198.51.100.1 | 198.51.100.1",
        "::ffff:10.0.0.1 | 198.51.100.1 | 198.51.100.1",
        "10.0.0.1 | 198.51.100.1, 10.0.0.2 | 198.51.100.1",
        "10.0.0.1 | 127.0.0.1, 198.51.100.1,10.0.0.2 | 198.51.100.1",
        "10.0.0.1 | junk, 198.51.100.1 | 198.51.100.1",
        "10.0.0.1 | 10.0.0.3, 10.0.0.2 | 10.0.0.3",
        "fd00::1 | 2001:db8::7 | 2001:db8:0:0:0:0:0:7",
        "fd00::1 | ::ffff:198.51.100.1 | 198.51.100.1",
        // With a port, as some proxies write it.
        "10.0.0.1 | 198.51.100.1:4711 | 198.51.100.1",
        "10.0.0.1 | [2001:db8::7]:4711 | 2001:db8:0:0:0:0:0:7",
        "10.0.0.1 | [2001:db8::7] | 2001:db8:0:0:0:0:0:7",
        // Garbage where a proxy should have written.
        "10.0.0.1 | 198.51.100.1, junk | 10.0.0.1",
        "10.0.0.1 | 198.51.100.1, | 10.0.0.1",
        "10.0.0.1 | '' | 10.0.0.1",
        "10.0.0.1 | [2001:db8::7]x | 10.0.0.1",
        "10.0.0.1 | unknown | 10.0.0.1"
      })
  void theAddress(String peer, String forwardedFor, String expected) {
    String[] values = forwardedFor == null ? new String[0] : new String[] {forwardedFor};
    assertThat(address(CLIENTS, peer, values)).isEqualTo(expected);
  }

  @Test
  void severalHeadersAreOneList() {
    assertThat(address(CLIENTS, "10.0.0.1", "198.51.100.1", "198.51.100.2, 10.0.0.2"))
        .isEqualTo("198.51.100.2");
  }

  @Test
  void withoutProxiesNobodyIsBelieved() {
    var clients = new Clients(List.of(), Defences.ALL);
    assertThat(address(clients, "10.0.0.1", "198.51.100.1")).isEqualTo("10.0.0.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 | Windows",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Safari/605.1.15 | MacOS",
        "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0 | Linux",
        "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0 | Linux",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36 | Android",
        "Mozilla/5.0 (Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0 | Android",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Safari/604.1 | iOS",
        "Mozilla/5.0 (iPad; CPU OS 17_6 like Mac OS X) AppleWebKit/605.1.15 | iOS",
        "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 | ChromeOS",
        "Mozilla/5.0 (X11; FreeBSD amd64; rv:128.0) Gecko/20100101 Firefox/128.0 | Web",
        "curl/8.5.0 | Web",
        "Tool (unknown) Windows NT | Web",
        ") Windows NT ( | Web",
        "'' | Web"
      })
  void theDevice(String userAgent, DeviceType expected) {
    assertThat(CLIENTS.of("203.0.113.9", List.of(), Optional.of(userAgent)).deviceType())
        .isEqualTo(expected);
  }

  @Test
  void aBrowserThatSaysNothing() {
    assertThat(CLIENTS.of("203.0.113.9", List.of(), Optional.empty()).deviceType())
        .isEqualTo(DeviceType.Web);
  }
}
