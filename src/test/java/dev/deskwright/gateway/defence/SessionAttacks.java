package dev.deskwright.gateway.defence;

import static dev.deskwright.gateway.defence.Attack.on;
import static java.util.Locale.ROOT;
import static org.awaitility.Awaitility.await;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.gateway.TestAnswer;
import dev.deskwright.gateway.TestBrowser;
import dev.deskwright.gateway.TestCluster;
import dev.deskwright.gateway.TestGateway;
import dev.deskwright.gateway.TestSocket;
import dev.deskwright.gateway.TestWebSocket;
import dev.deskwright.gateway.cluster.Cluster;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** On sessions, and on what belongs to somebody else. */
final class SessionAttacks {

  private static final String NOT_FOUND = "It is as if there were no such desktop: 404.";
  private static final String NOT_SIGNED_IN = "Nobody is signed in: 401.";
  private static final String IDOR = "CWE-639, insecure direct object reference";

  private SessionAttacks() {}

  static List<Attack> all() {
    return List.of(
        on(
            Defence.EXACT_ORIGIN,
            "Another site's page signs the visitor in as somebody else",
            "CWE-352, sign-in that is forged",
            "Refused with 403.",
            gateway ->
                gateway
                        .browser()
                        .with("Origin", "https://evil.example")
                        .tryToSignIn("mallory", TestCluster.password("mallory"))
                        .status()
                    == 200),
        on(
            Defence.CSRF_TOKEN,
            "A change without the session's token",
            "CWE-352, request forgery",
            "Refused with 403.",
            gateway -> ticketWithToken(gateway, "")),
        on(
            Defence.CSRF_TOKEN,
            "A change with the token of another session",
            "CWE-352, token that is not bound to its session",
            "Refused with 403.",
            gateway -> ticketWithToken(gateway, gateway.browser().signIn("mallory").csrfToken())),
        on(
            Defence.OWNERSHIP,
            "A user connects to another user's desktop",
            IDOR + ": CVE-2021-41767 (Apache Guacamole)",
            NOT_FOUND,
            gateway -> mallory(gateway).ask(gateway.cluster().id("bob")).status() == 201),
        on(
            Defence.OWNERSHIP,
            "A user reads another user's desktop",
            IDOR + ": CVE-2020-11997 (Apache Guacamole)",
            NOT_FOUND,
            gateway -> reads(mallory(gateway), gateway.cluster().id("bob"))),
        on(
            Defence.OWNERSHIP,
            "A user watches another user's desktop",
            IDOR,
            NOT_FOUND,
            gateway -> watches(mallory(gateway), gateway.cluster().id("bob"))),
        on(
            Defence.OWNERSHIP,
            "alice of one team reaches the desktop of another team's alice",
            "CWE-1289, names that are one only within their directory",
            NOT_FOUND,
            gateway ->
                reads(
                    gateway.browser().signIn("alice"),
                    Cluster.id(
                        gateway
                            .cluster()
                            .client()
                            .resources(WorkSpace.class)
                            .inNamespace(TestCluster.OTHER)
                            .withName("alice-other")
                            .get()))),
        on(
            Defence.DIRECTORY_IDENTITY,
            "A session goes on in a Directory that was made anew by the same name",
            "CWE-613, session that outlives what it was for",
            NOT_SIGNED_IN,
            SessionAttacks::outlivesDirectory),
        on(
            Defence.SELF_SERVICE,
            "A user rebuilds a desktop although the Directory does not let users",
            "CWE-602, permission that only the page regards",
            "Refused with 403.",
            gateway ->
                mallory(gateway)
                        .post(
                            "/api/v1/workspaces/%s/rebuild"
                                .formatted(gateway.cluster().id("mallory")))
                        .status()
                    == 202),
        on(
            Defence.SELF_SERVICE,
            "A user makes a drive bigger although the Directory does not let users",
            "CWE-602, permission that only the page regards",
            "Refused with 403.",
            gateway -> grows(mallory(gateway), gateway.cluster().id("mallory"))),
        on(
            Defence.REVOCATION,
            "A stolen cookie is used after its owner has signed out",
            "CWE-613, session that ends in the browser only",
            NOT_SIGNED_IN,
            gateway -> {
              TestBrowser alice = gateway.browser().signIn("alice");
              TestBrowser thief = alice.copy();
              alice.send("DELETE", "/api/v1/session", null);
              return thief.isSignedIn();
            }),
        on(
                Defence.REVOCATION,
                "A stolen cookie is used on another replica after that",
                "CWE-613, session that ends on one replica only",
                "Nobody is signed in within 2 s: 401.",
                SessionAttacks::staysOnReplica)
            .slowly(),
        on(
                Defence.REVOCATION,
                "A desktop stays open after its user has signed out",
                "CWE-613, connection that outlives its session",
                "It is closed within 5 s.",
                SessionAttacks::staysOpen)
            .slowly(),
        on(
            Defence.FRESH_SESSION,
            "An attacker plants a session of their own, and the visitor signs in on top of it",
            "CWE-384, session fixation",
            "Sign-in makes a session with a new name; what the attacker knows is of the old one.",
            SessionAttacks::fixes),
        on(
            Defence.COOKIE_SCOPE,
            "The session's cookie is read off an unencrypted request or by a script, or sent along"
                + " from another site",
            "CVE-2018-1340 (Apache Guacamole), CWE-614, CWE-1004, CWE-1275",
            "The cookie has the prefix __Host-, and is Secure, HttpOnly and SameSite=Strict.",
            SessionAttacks::cookieIsLoose),
        on(
            Defence.COOKIE_SCOPE,
            "Another host of the domain adds a cookie of the same name before the right one",
            "CWE-565, cookie tossing",
            "Of two such cookies none counts, and browsers take __Host- from no other host.",
            SessionAttacks::tosses));
  }

  private static TestBrowser mallory(TestGateway gateway) throws IOException {
    return gateway.browser().signIn("mallory");
  }

  private static boolean ticketWithToken(TestGateway gateway, String token) throws IOException {
    TestBrowser alice = gateway.browser().signIn("alice").with("X-CSRF-Token", token);
    return alice.ask(gateway.cluster().id("alice")).status() == 201;
  }

  private static boolean reads(TestBrowser browser, String id) throws IOException {
    return browser.get("/api/v1/workspaces/" + id).status() == 200;
  }

  private static boolean watches(TestBrowser browser, String id) throws IOException {
    try (TestSocket socket = browser.open()) {
      socket.write(
          browser.head(
              "GET",
              "/api/v1/workspaces/%s/events".formatted(id),
              Map.of("Host", browser.authority())));
      return socket.answerHead().status() == 200;
    }
  }

  private static boolean outlivesDirectory(TestGateway gateway) throws IOException {
    TestBrowser bob = gateway.browser(TestGateway.BRIEF).signIn("bob");
    String id = gateway.cluster().id("bob-brief");
    if (!reads(bob, id)) {
      throw new IllegalStateException("the desktop cannot be read before either");
    }
    var directory =
        gateway
            .cluster()
            .client()
            .resources(Directory.class)
            .inNamespace(TestCluster.NAMESPACE)
            .withName("brief");
    Directory before = directory.get();
    directory.delete();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              letGo(directory);
              return isAnother(before, directory.get());
            });
    if (directory.get() == null) {
      Directory made = new Directory();
      made.setMetadata(
          new ObjectMetaBuilder().withNamespace(TestCluster.NAMESPACE).withName("brief").build());
      made.setSpec(before.getSpec());
      gateway.cluster().client().resource(made).create();
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                gateway.browser(TestGateway.BRIEF).signIn("bob").get("/api/v1/workspaces").status()
                    == 200);
    return reads(bob, id);
  }

  /** In place of the operator, which lets go of a Directory when it has no WorkSpaces any more. */
  private static void letGo(Resource<Directory> directory) {
    if (directory.get() != null && directory.get().isMarkedForDeletion()) {
      directory.edit(
          found -> {
            found.getMetadata().setFinalizers(List.of());
            return found;
          });
    }
  }

  private static boolean isAnother(Directory before, Directory now) {
    return now == null || !now.getMetadata().getUid().equals(before.getMetadata().getUid());
  }

  private static boolean grows(TestBrowser browser, String id) throws IOException {
    int now = browser.get("/api/v1/workspaces/" + id).json().path("userVolumeGib").asInt();
    return browser
            .send(
                "PATCH",
                "/api/v1/workspaces/%s/properties".formatted(id),
                "{\"userVolumeGib\": %d}".formatted(now + 1))
            .status()
        == 202;
  }

  private static boolean staysOnReplica(TestGateway gateway) throws Exception {
    try (TestGateway replica = gateway.replica()) {
      TestBrowser alice = gateway.browser().signIn("alice");
      TestBrowser thief = alice.at(replica);
      if (!thief.isSignedIn()) {
        throw new IllegalStateException("the other replica does not know the session");
      }
      alice.send("DELETE", "/api/v1/session", null);
      return !within(Duration.ofSeconds(5), () -> !thief.isSignedIn());
    }
  }

  private static boolean staysOpen(TestGateway gateway) throws IOException {
    TestBrowser alice = gateway.browser().signIn("alice");
    try (TestWebSocket desktop = alice.connect(gateway.cluster().id("alice"))) {
      desktop.handshake();
      alice.send("DELETE", "/api/v1/session", null);
      return !desktop.closesWithin(Duration.ofSeconds(10));
    }
  }

  static boolean within(Duration time, Callable<Boolean> wanted) {
    try {
      await().atMost(time).pollInterval(Duration.ofMillis(200)).until(wanted);
      return true;
    } catch (ConditionTimeoutException never) {
      return false;
    }
  }

  /** What the attacker knows is the token that goes with the session's name. */
  private static boolean fixes(TestGateway gateway) throws IOException {
    TestBrowser attacker = mallory(gateway);
    TestBrowser victim = attacker.copy();
    victim.signIn("alice");
    victim.with("X-CSRF-Token", attacker.csrfToken());
    return victim.ask(gateway.cluster().id("alice")).status() == 201;
  }

  private static boolean cookieIsLoose(TestGateway gateway) throws IOException {
    TestAnswer answer = gateway.browser().tryToSignIn("alice", TestCluster.password("alice"));
    String cookie = answer.header("set-cookie").orElseThrow();
    List<String> attributes =
        Stream.of(cookie.split(";")).skip(1).map(each -> each.strip().toLowerCase(ROOT)).toList();
    return !cookie.startsWith("__Host-")
        || !attributes.containsAll(List.of("path=/", "secure", "httponly", "samesite=strict"))
        || attributes.stream().anyMatch(each -> each.startsWith("domain"));
  }

  private static boolean tosses(TestGateway gateway) throws IOException {
    String right = gateway.browser().signIn("alice").cookie();
    String tossed = mallory(gateway).cookie();
    return gateway
        .browser()
        .with("Cookie", tossed + "; " + right)
        .get("/api/v1/session")
        .json()
        .path("userName")
        .asText()
        .equals("mallory");
  }
}
