package dev.deskwright.gateway.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.gateway.TestGateway;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users see of their WorkSpaces, and do to them; and what administrators see of all. */
@WithBrowser
class WorkSpacesTest {

  private final Scene scene;
  private TestGateway gateway;

  WorkSpacesTest(Scene scene) {
    this.scene = scene;
  }

  @BeforeEach
  void start() {
    gateway = scene.gateway();
  }

  @AfterEach
  void stop() {
    scene.cluster().letNodesGoOn();
    gateway.close();
  }

  @Test
  void aStoppedOneStartsWithItsProgressInSight() {
    String id = scene.cluster().id("carol-stopped");
    try (var carol = scene.visit(gateway, TestGateway.CORP)) {
      carol.signIn("carol");
      carol.awaitState(id, "STOPPED");
      carol.show("stopped");
      scene.cluster().holdNodes();
      carol.get("connect").click();
      carol.awaitConnection("starting");
      carol.get("overlay").locator("[data-state=STARTING]").waitFor();
      assertThat(carol.get("progress-steps").locator("[aria-current=step]"))
          .hasAttribute("data-step", Pattern.compile("Scheduling|Volumes|Starting"));
      carol.showInDocs("starting");
      scene.cluster().letNodesGoOn();
      carol.awaitConnection("connected");
      carol.type("hostname");
      scene.awaitText("carol-stopped", "hostname\n");
    }
    scene.cluster().stop("carol-stopped");
  }

  @Test
  void aRebootIsAskedForAndCarriedOut() {
    String id = scene.cluster().id("alice-self");
    try (var alice = scene.visit(gateway, TestGateway.SELF_SERVICE)) {
      alice.signIn("alice");
      alice.awaitState(id, "AVAILABLE");
      alice.get("workspace-menu").click();
      alice.showInDocs("workspaces");
      alice.get("menu-reboot").click();
      alice.see("dialog-reboot");
      alice.show("reboot");
      scene.cluster().holdNodes();
      alice.get("dialog-confirm").click();
      alice.awaitState(id, "REBOOTING");
      alice.show("rebooting");
      scene.cluster().letNodesGoOn();
      assertThat(alice.card(id).getByTestId("operation")).hasAttribute("data-result", "Done");
      alice.awaitState(id, "AVAILABLE");
      alice.show("rebooted");
    }
  }

  @Test
  void aRebuildSaysWhatIsLostAndWantsTheNameTyped() {
    try (var alice = scene.visit(gateway, TestGateway.SELF_SERVICE)) {
      alice.signIn("alice");
      scene.cluster().awaitState("alice-self", WorkSpaceState.AVAILABLE);
      alice.get("workspace-menu").click();
      alice.get("menu-rebuild").click();
      alice.see("rebuild-loss");
      alice.see("rebuild-snapshot");
      assertThat(alice.get("dialog-confirm")).isDisabled();
      alice.get("rebuild-name").fill("alice-self");
      assertThat(alice.get("dialog-confirm")).isEnabled();
      alice.showInDocs("rebuild");
      alice.get("dialog-cancel").click();
      assertThat(alice.get("dialog-rebuild")).hasCount(0);
    }
  }

  @Test
  void anAdministratorSeesTheFleet() {
    try (var bob = scene.visit(gateway, TestGateway.CORP)) {
      bob.signIn("bob");
      bob.get("nav-fleet").click();
      bob.see("fleet-row");
      assertThat(bob.card(scene.cluster().id("alice"))).isVisible();
      bob.showInDocs("fleet");
      bob.get("fleet-text").fill("carol");
      assertThat(bob.get("fleet-row")).hasCount(1);
    }
  }

  @Test
  void nobodyElseDoes() {
    try (var alice = scene.visit(gateway, TestGateway.CORP)) {
      alice.signIn("alice");
      assertThat(alice.get("nav-fleet")).hasCount(0);
      alice.page().navigate(gateway.url(TestGateway.CORP) + "#/fleet");
      alice.see("workspace");
    }
  }
}
