package dev.deskwright.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.gateway.defence.Defences;
import org.junit.jupiter.api.Test;

class ConnectionLimitTest {

  private final ConnectionLimit limit =
      new ConnectionLimit(2, address -> address.equals("10.0.0.1"), Defences.ALL);

  @Test
  void anAddressHasSoManyAndNoMore() {
    assertThat(limit.admit("192.0.2.1")).isTrue();
    assertThat(limit.admit("192.0.2.1")).isTrue();
    assertThat(limit.admit("192.0.2.1")).isFalse();
    assertThat(limit.admit("192.0.2.2")).isTrue();
    limit.release("192.0.2.1");
    limit.release("192.0.2.1");
    assertThat(limit.admit("192.0.2.1")).isTrue();
  }

  @Test
  void anIpv6NetworkCountsAsOneAddress() {
    assertThat(limit.admit("2001:db8::1")).isTrue();
    assertThat(limit.admit("2001:db8:0:0:1::2")).isTrue();
    assertThat(limit.admit("2001:db8::3%eth0")).isFalse();
    assertThat(limit.admit("2001:db8:0:1::1")).isTrue();
  }

  @Test
  void aProxyHasAsManyAsItLikes() {
    for (int i = 0; i < 10; i++) {
      assertThat(limit.admit("10.0.0.1")).isTrue();
    }
  }
}
