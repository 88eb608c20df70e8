package dev.deskwright.gateway.defence;

import static dev.deskwright.gateway.defence.Attack.on;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.gateway.TestAnswer;
import dev.deskwright.gateway.TestBrowser;
import dev.deskwright.gateway.TestCluster;
import dev.deskwright.gateway.TestGateway;
import dev.deskwright.gateway.TestSocket;
import dev.deskwright.kernel.Ids;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** With requests that are too many, too large, too slow, or meant for somebody else. */
final class RequestAttacks {

  private static final String PAGE = "/";

  private RequestAttacks() {}

  static List<Attack> all() {
    return List.of(
        on(
            Defence.HOST_NAMES,
            "A name of the attacker's is made to point to the gateway",
            "DNS rebinding: CVE-2018-5702 (Transmission)",
            "Other names than the configured ones are answered with 421.",
            gateway ->
                gateway
                        .browser()
                        .with("Host", "evil.example")
                        .with("Origin", "https://evil.example")
                        .send("POST", "/api/v1/sign-in", credentials(gateway))
                        .status()
                    == 200),
        on(
            Defence.HOST_NAMES,
            "A made-up host name, to end up in links and caches",
            "CWE-644, host header that is believed",
            "Answered with 421.",
            gateway ->
                gateway.browser().with("Host", "localhost.evil.example").get(PAGE).status() == 200),
        on(
            Defence.PAGE_POLICY,
            "The page in a frame of another site's, under something to click at",
            "CWE-1021, clickjacking",
            "frame-ancestors 'none' and X-Frame-Options: DENY.",
            gateway -> {
              TestAnswer page = gateway.browser().get(PAGE);
              boolean barred =
                  policy(page).contains("frame-ancestors 'none'")
                      && page.header("x-frame-options").filter("DENY"::equals).isPresent();
              return !barred;
            }),
        on(
            Defence.PAGE_POLICY,
            "A desktop's name or clipboard that is a script",
            "CVE-2017-18635 (noVNC), cross-site scripting by the remote end",
            "Should it ever reach the page: scripts are the page's own files, and Trusted Types.",
            gateway -> {
              String policy = policy(gateway.browser().get(PAGE));
              boolean held =
                  policy.contains("default-src 'none'")
                      && policy.contains("script-src 'self';")
                      && policy.contains("base-uri 'none'")
                      && policy.contains("require-trusted-types-for 'script'")
                      && !policy.contains("unsafe-");
              return !held;
            }),
        on(
            Defence.STATIC_FILES,
            "A path that leads out of the page's folder",
            "CWE-22, path traversal: CVE-2021-41773 (Apache HTTP Server)",
            "Only plain names in one folder are served: 404.",
            gateway -> gateway.browser().get("/../Gateway.class").status() == 200),
        on(
            Defence.REQUEST_SIZE,
            "A request with a body of a megabyte",
            "CWE-770, memory for whoever asks",
            "More than 16 KiB are refused.",
            RequestAttacks::largeBody),
        on(
            Defence.REQUEST_SIZE,
            "A request with 64 KiB of headers",
            "CWE-770, memory for whoever asks",
            "More than 8 KiB are refused with 431.",
            gateway -> isAnswered(gateway.browser().with("X-Padding", "x".repeat(64 << 10)), PAGE)),
        on(
            Defence.REQUEST_SIZE,
            "A request with a path of 32 KiB",
            "CWE-770, memory for whoever asks",
            "More than 4 KiB are refused with 414.",
            gateway -> isAnswered(gateway.browser(), "/?" + "x".repeat(32 << 10))),
        on(
                Defence.REQUEST_TIMEOUT,
                "Headers that come a byte a second",
                "Slowloris: CVE-2007-6750",
                "The connection is closed 10 s after it began.",
                gateway ->
                    drips(
                        gateway,
                        "GET / HTTP/1.1\r\nHost: localhost:" + gateway.port() + "\r\nX-Slow: "))
            .slowly(),
        on(
                Defence.REQUEST_TIMEOUT,
                "A body that comes a byte a second",
                "R-U-Dead-Yet, CWE-400",
                "The connection is closed 10 s after the headers.",
                gateway ->
                    drips(
                        gateway,
                        "POST /api/v1/sign-in HTTP/1.1\r\nHost: localhost:"
                            + gateway.port()
                            + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"))
            .slowly(),
        on(
            Defence.CONNECTION_LIMIT,
            "As many connections as an address can open",
            "CWE-770, connections for whoever asks",
            "Connections beyond the limit are closed.",
            RequestAttacks::manyConnections),
        on(
            Defence.STREAM_LIMIT,
            "One user's event streams, from ever more addresses",
            "CWE-770; each stream costs a look a second",
            "A user has 16 at most: 429.",
            RequestAttacks::manyStreams));
  }

  private static String credentials(TestGateway gateway) {
    String uid =
        gateway
            .cluster()
            .client()
            .resources(Directory.class)
            .inNamespace(TestCluster.NAMESPACE)
            .withName("corp")
            .get()
            .getMetadata()
            .getUid();
    return "{\"userName\": \"mallory\", \"password\": \"%s\", \"registrationCode\": \"%s\"}"
        .formatted(TestCluster.password("mallory"), Ids.registrationCode(uid));
  }

  private static String policy(TestAnswer page) {
    return page.header("content-security-policy").orElse("");
  }

  private static boolean isAnswered(TestBrowser browser, String path) {
    try {
      return browser.get(path).status() == 200;
    } catch (IOException cut) {
      return false;
    }
  }

  private static boolean largeBody(TestGateway gateway) throws IOException {
    String body =
        "{\"userName\": \"alice\", \"password\": \"%s\", \"registrationCode\": \"%s\"}"
            .formatted(TestCluster.password("alice"), "x".repeat(1 << 20));
    try {
      return gateway.browser().send("POST", "/api/v1/sign-in", body).status() == 200;
    } catch (IOException cut) {
      return false;
    }
  }

  /** Whether the gateway still listens after 12 s. */
  private static boolean drips(TestGateway gateway, String begin) throws IOException {
    try (TestSocket socket = gateway.browser().open()) {
      socket.write(begin);
      for (int i = 0; i < 12; i++) {
        if (socket.endsWithin(Duration.ofSeconds(1))) {
          return false;
        }
        socket.write("x");
      }
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  private static boolean manyConnections(TestGateway gateway) throws IOException {
    TestBrowser attacker = gateway.browser();
    List<TestSocket> open = new ArrayList<>();
    try {
      for (int i = 0; i < TestGateway.CONNECTIONS + 5; i++) {
        TestSocket socket = attacker.open();
        open.add(socket);
        socket.write(attacker.head("GET", PAGE, Map.of("Host", attacker.authority())));
        if (socket.answer().status() != 200) {
          return false;
        }
      }
      return true;
    } catch (IOException closed) {
      return false;
    } finally {
      for (TestSocket each : open) {
        each.close();
      }
    }
  }

  private static boolean manyStreams(TestGateway gateway) throws IOException {
    TestBrowser alice = gateway.browser().signIn("alice");
    String path = "/api/v1/workspaces/%s/events".formatted(gateway.cluster().id("alice"));
    List<TestSocket> open = new ArrayList<>();
    try {
      for (int i = 0; i < 17; i++) {
        TestSocket socket = alice.copy().from("127.88.0." + (i + 1)).open();
        open.add(socket);
        socket.write(alice.head("GET", path, Map.of("Host", alice.authority())));
        if (socket.answerHead().status() != 200) {
          return false;
        }
      }
      return true;
    } finally {
      for (TestSocket each : open) {
        each.close();
      }
    }
  }
}
