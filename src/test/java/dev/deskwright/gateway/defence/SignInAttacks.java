package dev.deskwright.gateway.defence;

import static dev.deskwright.gateway.defence.Attack.on;
import static org.awaitility.Awaitility.await;

import dev.deskwright.gateway.TestAnswer;
import dev.deskwright.gateway.TestBrowser;
import dev.deskwright.gateway.TestCluster;
import dev.deskwright.gateway.TestGateway;
import dev.deskwright.otp.TotpSecret;
import dev.deskwright.radius.FakeRadiusServer;
import dev.deskwright.radius.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** On passwords and second factors. */
final class SignInAttacks {

  private static final String LOCKED = "After five failures the user is locked out: 429.";
  private static final String ADDRESS_LOCKED = "After 30 failures the address is locked out: 429.";
  private static final String GUESSING = "CWE-307, guesses without limit";
  private static final int ACCESS_ACCEPT = 2;

  private SignInAttacks() {}

  static List<Attack> all() {
    return List.of(
        on(
            Defence.USER_LOCKOUT,
            "Guessing one user's password from many addresses",
            GUESSING,
            LOCKED,
            gateway -> {
              for (int i = 0; i < 5; i++) {
                gateway.browser().tryToSignIn("grace", "guess " + i);
              }
              return isIn(gateway.browser(), "grace");
            }),
        on(
            Defence.USER_LOCKOUT,
            "Guessing it under other spellings of the name, which directories take for the same",
            "CWE-178, CWE-289: a limit that goes by what was typed",
            LOCKED,
            gateway -> {
              for (String spelling :
                  List.of("HEIDI", "\uff48eidi", "h\u00e9idi", "he\u00adidi", "h\u200beidi")) {
                gateway.browser().tryToSignIn(spelling, "guess");
              }
              return isIn(gateway.browser(), "heidi");
            }),
        on(
            Defence.USER_LOCKOUT,
            "Guessing codes, with the password known",
            GUESSING + "; six digits are few",
            LOCKED,
            SignInAttacks::guessesCodes),
        on(
            Defence.ADDRESS_LOCKOUT,
            "One password for many users, from one address",
            "CWE-307, password spraying",
            ADDRESS_LOCKED,
            gateway -> {
              TestBrowser attacker = gateway.browser();
              return spray(i -> attacker.copy());
            }),
        on(
            Defence.ADDRESS_LOCKOUT,
            "The same from many addresses of one IPv6 network",
            "CWE-307, a limit by address where everybody has 2^64",
            ADDRESS_LOCKED,
            gateway ->
                spray(
                    i ->
                        gateway
                            .browser()
                            .from("127.9.0.1")
                            .with("X-Forwarded-For", "2001:db8:0:1::" + i))),
        on(
                Defence.EVEN_TIMING,
                "Telling users who exist from those who do not, by how long a refusal takes",
                "CWE-208: CVE-2016-6210 (OpenSSH)",
                "Refusals are held back to whole steps of 400 ms, and a little by chance.",
                SignInAttacks::tellsByTime)
            .slowly(),
        on(
            Defence.CODE_ONCE,
            "A code that was seen over a shoulder is used again",
            "CWE-294; RFC 6238, 5.2: one use",
            "Refused: each code is good once.",
            gateway -> replaysCode(gateway, gateway, "bob")),
        on(
            Defence.CODE_ONCE,
            "A code is used again on another replica",
            "CWE-294, replay where each replica keeps its own list",
            "Refused: each code is good once for all replicas.",
            gateway -> {
              try (TestGateway replica = gateway.replica()) {
                return replaysCode(gateway, replica, "carol");
              }
            }),
        on(
            Defence.CODE_ONCE,
            "A recovery code is used again",
            "CWE-294, replay",
            "Refused: each is good once.",
            SignInAttacks::replaysRecoveryCode),
        on(
            Defence.MESSAGE_AUTHENTICATOR,
            "A forged Access-Accept on the way from the RADIUS server",
            "BlastRADIUS: CVE-2024-3596",
            "An answer without a right Message-Authenticator is none.",
            SignInAttacks::forgesAccept),
        on(
            Defence.ADDRESS_RULES,
            "Signing in from an address that the Directory does not allow",
            "CWE-284, a rule that is kept nowhere",
            "Refused with 403.",
            gateway -> isIn(windows(gateway), "alice")),
        on(
            Defence.ADDRESS_RULES,
            "A stolen cookie is used to connect from such an address",
            "CWE-284, a rule that is kept at sign-in only",
            "Refused with 403.",
            gateway -> stolen(gateway).ask(gateway.cluster().id("alice-rules")).status() == 201),
        on(
            Defence.ADDRESS_RULES,
            "A stolen cookie is used to read and to restart from such an address",
            "CWE-284, a rule that is kept at sign-in only",
            "Refused with 403.",
            gateway ->
                stolen(gateway)
                        .get("/api/v1/workspaces/" + gateway.cluster().id("alice-rules"))
                        .status()
                    == 200),
        on(
            Defence.TRUSTED_PROXIES,
            "A client that is no proxy claims an allowed address in X-Forwarded-For",
            "CWE-290, CWE-348",
            "The header is not read.",
            gateway -> isIn(windows(gateway).with("X-Forwarded-For", "127.0.1.9"), "alice")),
        on(
            Defence.TRUSTED_PROXIES,
            "A client behind a proxy does, and the proxy adds the address that it sees",
            "CWE-290, CWE-348: the first address is believed",
            "The last address that is no proxy's counts.",
            gateway ->
                isIn(
                    windows(gateway)
                        .from("127.9.0.1")
                        .with("X-Forwarded-For", "127.0.1.9, 203.0.113.9"),
                    "alice")),
        on(
            Defence.DEVICE_RULES,
            "Signing in from a kind of device that the Directory does not allow",
            "CWE-284, a rule that is kept nowhere",
            "Refused with 403. A browser can claim to be another: this holds honest users.",
            gateway -> isIn(gateway.browser(TestGateway.RULES).from("127.0.1.8"), "alice")));
  }

  private static boolean isIn(TestBrowser browser, String userName) throws IOException {
    return browser.tryToSignIn(userName, TestCluster.password(userName)).status() == 200;
  }

  private static TestBrowser windows(TestGateway gateway) {
    return gateway
        .browser(TestGateway.RULES)
        .with("User-Agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Test");
  }

  /** A browser elsewhere with the cookie of one whose place is allowed. */
  private static TestBrowser stolen(TestGateway gateway) throws IOException {
    return windows(gateway).from("127.0.1.7").signIn("alice").from("127.77.0.1");
  }

  private interface Browsers {
    TestBrowser get(int i);
  }

  private static boolean spray(Browsers browsers) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(15);
    try {
      List<Callable<TestAnswer>> tries = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        TestBrowser browser = browsers.get(i);
        String user = "nobody" + i;
        tries.add(() -> browser.tryToSignIn(user, "Summer2026!"));
      }
      threads.invokeAll(tries);
      return isIn(browsers.get(30), "alice");
    } finally {
      threads.shutdownNow();
    }
  }

  /** By medians over users, of the fastest of their three refusals each. */
  private static boolean tellsByTime(TestGateway gateway) throws IOException {
    List<Long> known = new ArrayList<>();
    List<Long> unknown = new ArrayList<>();
    for (String user : TestCluster.SLOW_USERS) {
      known.add(fastest(gateway, user));
      unknown.add(fastest(gateway, "not-" + user));
    }
    return median(known) - median(unknown) > TestCluster.SLOW_HASH.toNanos() / 2;
  }

  private static long median(List<Long> times) {
    return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
  }

  private static long fastest(TestGateway gateway, String user) throws IOException {
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      TestBrowser browser = gateway.browser();
      long begin = System.nanoTime();
      browser.tryToSignIn(user, "wrong");
      fastest = Math.min(fastest, System.nanoTime() - begin);
    }
    return fastest;
  }

  private static String challenge(TestBrowser browser, String user) throws IOException {
    return browser.tryToSignIn(user, TestCluster.password(user)).json().path("challenge").asText();
  }

  private static boolean guessesCodes(TestGateway gateway) throws IOException {
    TotpSecret secret = gateway.browser(TestGateway.TOTP).enrol("frank");
    gateway.clock().putForward(Duration.ofSeconds(30));
    for (int i = 0; i < 5; i++) {
      TestBrowser attacker = gateway.browser(TestGateway.TOTP);
      attacker.code(challenge(attacker, "frank"), "00000" + i);
    }
    TestBrowser last = gateway.browser(TestGateway.TOTP);
    return last.code(challenge(last, "frank"), last.codeOf(secret)).status() == 200;
  }

  private static boolean replaysCode(TestGateway gateway, TestGateway elsewhere, String user)
      throws IOException {
    TotpSecret secret = gateway.browser(TestGateway.TOTP).enrol(user);
    gateway.clock().putForward(Duration.ofSeconds(30));
    TestBrowser own = gateway.browser(TestGateway.TOTP);
    String code = own.codeOf(secret);
    if (own.code(challenge(own, user), code).status() != 200) {
      throw new IllegalStateException("a good code is refused");
    }
    TestBrowser attacker = elsewhere.browser(TestGateway.TOTP);
    return attacker.code(challenge(attacker, user), code).status() == 200;
  }

  private static boolean replaysRecoveryCode(TestGateway gateway) throws IOException {
    TestBrowser owner = gateway.browser(TestGateway.TOTP);
    TestAnswer enrolment = owner.tryToSignIn("dave", TestCluster.password("dave"));
    String code =
        owner
            .code(
                enrolment.json().path("challenge").asText(),
                owner.codeOf(TotpSecret.ofBase32(enrolment.json().path("secret").asText())))
            .json()
            .path("recoveryCodes")
            .path(0)
            .asText();
    TestBrowser first = gateway.browser(TestGateway.TOTP);
    if (first.code(challenge(first, "dave"), code).status() != 200) {
      throw new IllegalStateException("a good recovery code is refused");
    }
    TestBrowser attacker = gateway.browser(TestGateway.TOTP);
    return attacker.code(challenge(attacker, "dave"), code).status() == 200;
  }

  private static boolean forgesAccept(TestGateway gateway) throws Exception {
    try (var forger =
        new FakeRadiusServer(
            request ->
                request.answer(Reply.to(request, ACCESS_ACCEPT).withoutMessageAuthenticator()))) {
      pointRadiusAt(gateway, forger.address().port());
      AtomicBoolean in = new AtomicBoolean();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                TestBrowser attacker = gateway.browser(TestGateway.RADIUS);
                in.set(attacker.code(challenge(attacker, "alice"), "000000").status() == 200);
                return !forger.received().isEmpty();
              });
      return in.get();
    }
  }

  private static void pointRadiusAt(TestGateway gateway, int port) {
    gateway
        .cluster()
        .client()
        .genericKubernetesResources("deskwright.dev/v1alpha1", "Directory")
        .inNamespace(TestCluster.NAMESPACE)
        .withName("radius")
        .edit(
            found -> {
              Map<String, Object> spec = found.get("spec");
              Map<String, Object> radius = found.get("spec", "mfa", "radius");
              radius.put("servers", List.of(Map.of("host", "127.0.0.1", "port", port)));
              found.setAdditionalProperty("spec", spec);
              return found;
            });
  }
}
