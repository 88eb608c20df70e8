package dev.deskwright.gateway.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.gateway.TestGateway;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A desktop in the tab: seen, typed into, lost and found again. */
@WithBrowser
class DesktopTest {

  private final Scene scene;
  private TestGateway gateway;

  DesktopTest(Scene scene) {
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

  @Test
  void aUserSeesTheDesktopMoveAndTypesIntoItsTerminal() {
    try (var alice = scene.visit(gateway, TestGateway.CORP)) {
      alice.signIn("alice").connect();
      String first = alice.picture();
      alice.awaitAnotherPicture(first);
      alice.type("whoami");
      scene.awaitText("alice", "whoami\nalice\n");
      alice.type("ls");
      alice.showInDocs("desktop");
      alice.get("desktop-menu").click();
      alice.see("quality");
      alice.showInDocs("desktop-menu");
    }
  }

  @Test
  void aReloadComesBackToTheSameDesktop() {
    try (var bob = scene.visit(gateway, TestGateway.CORP)) {
      bob.signIn("bob").connect();
      bob.type("echo kept 4711");
      scene.awaitText("bob", "\nkept 4711\n");
      String before = scene.textOf("bob");
      bob.page().reload();
      bob.awaitConnection("connected");
      assertThat(scene.textOf("bob")).startsWith(before.stripTrailing());
      bob.type("echo and on it goes");
      scene.awaitText("bob", "\nand on it goes\n");
      assertThat(scene.textOf("bob")).contains("\nkept 4711\n");
      bob.show("reloaded");
    }
  }

  @Test
  void aSecondTabTakesTheDesktopOver() {
    try (var frank = scene.visit(gateway, TestGateway.CORP)) {
      frank.signIn("frank").connect();
      Visit second = frank.secondTab();
      second.awaitConnection("connected");
      frank.awaitConnection("ended");
      assertThat(frank.get("connection-status"))
          .containsText("opened somewhere else, which closed it here");
      frank.page().bringToFront();
      frank.show("taken-over");
      frank.get("connect-now").click();
      frank.awaitConnection("connected");
      second.awaitConnection("ended");
    }
  }

  /** Nobody touches anything: the page finds its way by itself. */
  @Test
  void whenAGatewayStopsTheNextOneTakesTheDesktopOn() throws IOException {
    try (var way = Way.to(gateway);
        var mallory = scene.visit(way.url(TestGateway.CORP))) {
      mallory.signIn("mallory").connect();
      mallory.type("echo before");
      scene.awaitText("mallory", "\nbefore\n");
      TestGateway first = gateway;
      gateway = first.replica();
      way.leadTo(gateway);
      mallory.page().waitForWebSocket(first::close);
      mallory.awaitConnection("connected");
      mallory.type("echo after");
      scene.awaitText("mallory", "\nafter\n");
      assertThat(scene.textOf("mallory")).contains("\nbefore\n");
    }
  }

  @Test
  void onAPhoneItFits() {
    try (var alice = scene.visit(gateway, TestGateway.CORP, Device.PHONE)) {
      alice.signIn("alice");
      assertThat(fits(alice)).isTrue();
      alice.showInDocs("phone-workspaces");
      alice.connect();
      alice.awaitAnotherPicture(alice.picture());
      assertThat(alice.get("touch-keyboard-button")).isVisible();
      assertThat(fits(alice)).isTrue();
      alice.showInDocs("phone-desktop");
    }
  }

  /** Nothing is to be scrolled sideways. */
  private static boolean fits(Visit visit) {
    return (boolean)
        visit.page().evaluate("() => document.documentElement.scrollWidth <= innerWidth");
  }
}
