package dev.deskwright.gateway.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskwright.gateway.TestCluster;
import dev.deskwright.gateway.TestGateway;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for all views: anybody can use them, and they weigh little. */
@WithBrowser
class PageTest {

  private static final long MAX_BYTES_BEFORE_DESKTOP = 300_000;

  private final Scene scene;
  private TestGateway gateway;

  PageTest(Scene scene) {
    this.scene = scene;
  }

  @BeforeEach
  void start() {
    gateway = scene.gateway();
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  /** Each view, by axe, in light and in dark colours. */
  @ParameterizedTest
  @EnumSource(names = {"DESK", "PHONE"})
  void nothingKeepsAnybodyOut(Device device) {
    var all = new SoftAssertions();
    try (var bob = scene.visit(gateway, TestGateway.CORP, device)) {
      bob.see("submit");
      barriers(all, bob, "sign-in", device);
      bob.observed().expect(401, "/api/v1/sign-in");
      bob.enter("bob", "a guess");
      bob.awaitError("The user name or the password");
      barriers(all, bob, "wrong-password", device);
      bob.signIn("bob");
      barriers(all, bob, "workspaces", device);
      bob.get("nav-fleet").click();
      bob.see("fleet-row");
      barriers(all, bob, "fleet", device);
      bob.get("nav-workspaces").click();
      bob.connect();
      barriers(all, bob, "desktop", device);
      bob.get("desktop-menu").click();
      bob.get("section-clipboard").click();
      barriers(all, bob, "desktop-menu", device);
      bob.get("disconnect").click();
      bob.awaitConnection("ended");
      barriers(all, bob, "disconnected", device);
    }
    try (var alice = scene.visit(gateway, TestGateway.SELF_SERVICE, device)) {
      alice.signIn("alice");
      for (String entry : new String[] {"reboot", "rebuild", "mode", "volumes"}) {
        alice.get("workspace-menu").click();
        barriers(all, alice, "menu", device);
        alice.get("menu-" + entry).click();
        alice.see("dialog-confirm");
        barriers(all, alice, entry, device);
        alice.get("dialog-cancel").click();
      }
    }
    try (var alice = scene.visit(gateway, TestGateway.TOTP, device)) {
      alice.enter("alice", TestCluster.password("alice"));
      alice.see("qr-code");
      barriers(all, alice, "enrolment", device);
    }
    all.assertAll();
  }

  private static void barriers(SoftAssertions all, Visit visit, String view, Device device) {
    all.assertThat(visit.barriers()).as("%s, %s", view, device).isEmpty();
  }

  @Test
  void inTheDarkItIsDark() {
    try (var alice = scene.visit(gateway, TestGateway.SELF_SERVICE, Device.DESK_DARK)) {
      alice.signIn("alice");
      assertThat(
              alice
                  .page()
                  .evaluate("() => getComputedStyle(document.documentElement).backgroundColor")
                  .toString())
          .matches("rgb\\((\\d|[1-4]\\d), (\\d|[1-4]\\d), (\\d|[1-4]\\d)\\)");
      alice.showInDocs("dark");
    }
  }

  /**
   * All that came over the network until the WorkSpaces are there; noVNC comes with the desktop.
   */
  @Test
  void beforeTheDesktopItWeighsLittle() {
    try (var alice = scene.visit(gateway, TestGateway.CORP)) {
      alice.signIn("alice");
      long bytes = alice.observed().bytesReceived();
      System.out.printf("The page weighs %,d bytes before the desktop%n", bytes);
      assertThat(alice.observed().paths()).noneMatch(path -> path.contains("novnc"));
      assertThat(bytes).isBetween(20_000L, MAX_BYTES_BEFORE_DESKTOP);
      alice.connect();
      assertThat(alice.observed().paths()).anyMatch(path -> path.contains("novnc"));
    }
  }

  /** The checks of all these tests can fail. */
  @Test
  void whatIsWrongIsFound() {
    Visit visit = scene.visit(gateway, TestGateway.CORP);
    visit.see("submit");
    visit.page().evaluate("() => document.documentElement.removeAttribute('lang')");
    assertThat(visit.barriers()).hasSize(2).allMatch(told -> told.contains("html-has-lang"));
    visit.page().evaluate("() => fetch('https://elsewhere.example/').catch(() => null)");
    assertThatThrownBy(visit::close).hasMessageContaining("Content Security Policy");
  }
}
