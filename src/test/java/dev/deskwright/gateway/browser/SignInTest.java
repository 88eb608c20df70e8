package dev.deskwright.gateway.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.deskwright.gateway.TestCluster;
import dev.deskwright.gateway.TestGateway;
import dev.deskwright.otp.Totp;
import dev.deskwright.otp.TotpSecret;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the first request to the user's WorkSpaces, or to the words that say why not. */
@WithBrowser
class SignInTest {

  private static final String SIGN_IN = "/api/v1/sign-in";
  private static final String CODE = "/api/v1/sign-in/code";

  private static final String LOCKED = "There were too many failed attempts";

  private final Scene scene;
  private TestGateway gateway;

  SignInTest(Scene scene) {
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

  private String codeOf(String secret) {
    TotpSecret key = TotpSecret.ofBase32(secret.replace(" ", ""));
    return Totp.code(key, Totp.step(gateway.clock().instant()));
  }

  private static void give(Visit visit, String code) {
    visit.get("code-input").fill(code);
    visit.get("submit").click();
  }

  @Test
  void nameAndPasswordAreEnough() {
    try (var alice = scene.visit(gateway, TestGateway.CORP)) {
      alice.see("submit");
      alice.showInDocs("sign-in");
      alice.signIn("alice");
      assertThat(alice.get("user-name")).hasText("alice");
      alice.show("workspaces");
    }
  }

  @Test
  void anAppIsSetUpOnceAndEachOfItsCodesLetsInOnce() {
    String secret;
    String used;
    try (var alice = scene.visit(gateway, TestGateway.TOTP)) {
      alice.enter("alice", TestCluster.password("alice"));
      alice.see("qr-code");
      assertThat(isDrawn(alice.get("qr-code"))).isTrue();
      alice.showInDocs("enrolment");
      alice.get("show-secret").click();
      secret = alice.get("secret").textContent();
      used = codeOf(secret);
      give(alice, used);
      alice.see("recovery-codes");
      assertThat(alice.get("recovery-codes").locator("li").all()).hasSizeGreaterThan(4);
      assertThat(alice.get("continue")).isDisabled();
      alice.show("recovery-codes");
      alice.get("recovery-kept").check();
      alice.get("continue").click();
      alice.see("workspace");
    }
    try (var alice = scene.visit(gateway, TestGateway.TOTP)) {
      alice.observed().expect(401, CODE);
      alice.enter("alice", TestCluster.password("alice"));
      alice.see("code-input");
      alice.showInDocs("code");
      give(alice, used);
      alice.awaitError("The code is wrong or was used before");
      alice.show("code-replayed");
      gateway.clock().putForward(Duration.ofSeconds(Totp.PERIOD_SECONDS));
      give(alice, codeOf(secret));
      alice.see("workspace");
    }
  }

  private static boolean isDrawn(Locator image) {
    return (boolean) image.evaluate("image => image.decode().then(() => image.naturalWidth > 0)");
  }

  @Test
  void aWrongPasswordSaysNoMoreThanItMust() {
    try (var visit = scene.visit(gateway, TestGateway.CORP)) {
      visit.observed().expect(401, SIGN_IN);
      visit.enter("alice", "a guess");
      visit.awaitError("The user name or the password is wrong, or the account cannot sign in now");
      assertThat(visit.get("password-input")).hasValue("");
      assertThat(visit.get("password-input")).isFocused();
      visit.show("wrong-password");
      String said = visit.get("sign-in-error").textContent();
      visit.enter("nobody", "a guess");
      assertThat(visit.get("password-input")).hasValue("");
      visit.awaitError(said);
    }
  }

  @Test
  void whoGuessesIsLockedOutEvenFromTheRightPassword() {
    try (var visit = scene.visit(gateway, TestGateway.CORP)) {
      visit.observed().expect(401, SIGN_IN);
      visit.observed().expect(429, SIGN_IN);
      Locator locked = visit.get("sign-in-error").getByText(LOCKED);
      for (int i = 0; i < 20 && !locked.isVisible(); i++) {
        visit
            .page()
            .waitForResponse(
                answer -> answer.url().endsWith(SIGN_IN) && answer.status() >= 400,
                () -> visit.enter("mallory", "a guess"));
        assertThat(visit.get("sign-in-error")).not().hasText("");
      }
      assertThat(locked).isVisible();
      // It says how long, and lets nobody try before that.
      assertThat(visit.get("submit")).isDisabled();
      visit.showInDocs("locked");
    }
    try (var visit = scene.visit(gateway, TestGateway.CORP)) {
      visit.observed().expect(429, SIGN_IN);
      visit.enter("mallory", TestCluster.password("mallory"));
      visit.awaitError(LOCKED);
      gateway.clock().putForward(Duration.ofMinutes(16));
    }
    try (var visit = scene.visit(gateway, TestGateway.CORP)) {
      visit.signIn("mallory");
    }
  }

  @Test
  void aPhoneIsRefusedWhereOnlyWindowsIsAllowed() {
    try (var visit = scene.visit(gateway, TestGateway.ANY, Device.PHONE)) {
      visit.observed().expect(403, SIGN_IN);
      visit.get("registration-code").fill(scene.registrationCode("windows"));
      visit.enter("erin", TestCluster.password("erin"));
      visit.awaitError("You cannot sign in from this kind of device");
      visit.show("forbidden-device");
    }
  }

  @Test
  void afterSigningOutNothingIsShownAnyMore() {
    try (var alice = scene.visit(gateway, TestGateway.CORP)) {
      alice.signIn("alice");
      alice.get("sign-out").click();
      alice.see("sign-in-notice");
      alice.page().navigate(gateway.url(TestGateway.CORP) + "#/workspaces");
      alice.page().reload();
      alice.see("password-input");
      assertThat(alice.get("workspace")).hasCount(0);
    }
  }
}
