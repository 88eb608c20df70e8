package dev.deskwright.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.gateway.defence.Defences;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The whole way, from a name and a password to a desktop. */
class TestGatewayTest {

  @Test
  void aUserSignsInAndSeesTheDesktop() throws IOException {
    try (var cluster = TestCluster.start();
        var gateway = TestGateway.start(cluster, Defences.ALL)) {
      TestBrowser alice = gateway.browser().signIn("alice");
      try (TestWebSocket desktop = alice.connect(cluster.id("alice"))) {
        assertThat(desktop.readText(12)).isEqualTo("RFB 003.008\n");
      }
      TestBrowser withCode = gateway.browser(TestGateway.TOTP);
      withCode.enrol("alice");
      assertThat(withCode.isSignedIn()).isTrue();
      assertThat(alice.get("/api/v1/workspaces").json().findValuesAsText("name"))
          .containsExactly("alice");
    }
  }
}
