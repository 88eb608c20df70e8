package dev.deskwright.gateway.defence;

import static dev.deskwright.gateway.defence.Attack.on;

import dev.deskwright.gateway.TestBrowser;
import dev.deskwright.gateway.TestGateway;
import dev.deskwright.gateway.TestWebSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** On the way to a desktop: the upgrade and its ticket. */
final class WebSocketAttacks {

  private static final String REFUSED = "The upgrade is refused with 403.";

  private WebSocketAttacks() {}

  static List<Attack> all() {
    return List.of(
        on(
            Defence.EXACT_ORIGIN,
            "Another site's page opens a WebSocket with the visitor's cookie",
            "Cross-site WebSocket hijacking: CVE-2015-0259 (OpenStack Nova), CVE-2023-26114"
                + " (code-server), CVE-2024-26135 (MeshCentral)",
            REFUSED,
            gateway -> opensFrom(gateway, "https://evil.example")),
        on(
            Defence.EXACT_ORIGIN,
            "A page on a host whose name begins with the gateway's does",
            "Origin that is compared by its beginning: CWE-1385",
            REFUSED,
            gateway -> opensFrom(gateway, "https://localhost.evil.example:" + gateway.port())),
        on(
            Defence.EXACT_ORIGIN,
            "A page in a sandboxed frame does, whose origin is null",
            "CWE-346, origin null that is taken for none",
            REFUSED,
            gateway -> opensFrom(gateway, "null")),
        on(
            Defence.EXACT_ORIGIN,
            "A desktop's own page does",
            "CWE-1385, sibling host names that are trusted",
            REFUSED,
            gateway ->
                opensFrom(
                    gateway,
                    "https://%s.%s:%d"
                        .formatted(
                            gateway.cluster().id("dave-page"),
                            TestGateway.DESKTOPS,
                            gateway.port()))),
        on(
            Defence.TICKET,
            "An upgrade without a ticket",
            "WebSocket that asks for less than the API beside it: CVE-2024-55591 (FortiOS)",
            REFUSED,
            gateway -> opens(alice(gateway), gateway.cluster().id("alice"), "")),
        on(
            Defence.TICKET,
            "An upgrade with a made-up ticket",
            "CWE-345, token that is not checked",
            REFUSED,
            gateway -> opens(alice(gateway), gateway.cluster().id("alice"), "v1.AAAAAAAAAAAAAAAA")),
        on(
            Defence.TICKET_ONCE,
            "A ticket is used again",
            "CWE-294, replay",
            REFUSED,
            gateway -> opensAgain(gateway, gateway)),
        on(
            Defence.TICKET_ONCE,
            "A ticket is used again on another replica",
            "CWE-294, replay where each replica keeps its own list",
            REFUSED,
            WebSocketAttacks::opensOnReplica),
        on(
            Defence.TICKET_BINDING,
            "A ticket is used for another desktop",
            "CWE-639: CVE-2021-41767 (Apache Guacamole), identifiers that open others' tunnels",
            REFUSED,
            gateway -> {
              TestBrowser alice = alice(gateway);
              String ticket = alice.ticket(gateway.cluster().id("alice"));
              return opens(alice, gateway.cluster().id("alice-second"), ticket);
            }),
        on(
            Defence.TICKET_BINDING,
            "A ticket is used in another session",
            "CWE-384, token that is good for whoever has it",
            REFUSED,
            gateway -> {
              String id = gateway.cluster().id("alice");
              String ticket = alice(gateway).ticket(id);
              return opens(alice(gateway), id, ticket);
            }),
        on(
            Defence.TICKET_BINDING,
            "A ticket is used after its 30 seconds",
            "CWE-613, token without an end",
            REFUSED,
            gateway -> {
              TestBrowser alice = alice(gateway);
              String id = gateway.cluster().id("alice");
              String ticket = alice.ticket(id);
              gateway.clock().putForward(Duration.ofSeconds(31));
              return opens(alice, id, ticket);
            }));
  }

  private static TestBrowser alice(TestGateway gateway) throws IOException {
    return gateway.browser().signIn("alice");
  }

  private static boolean opens(TestBrowser browser, String id, String ticket) throws IOException {
    try (TestWebSocket socket = browser.connect(id, ticket)) {
      return socket.isOpen();
    }
  }

  private static boolean opensFrom(TestGateway gateway, String origin) throws IOException {
    TestBrowser alice = alice(gateway);
    String id = gateway.cluster().id("alice");
    String ticket = alice.ticket(id);
    return opens(alice.copy().with("Origin", origin), id, ticket);
  }

  private static boolean opensAgain(TestGateway first, TestGateway second) throws IOException {
    TestBrowser alice = alice(first);
    String id = first.cluster().id("alice");
    String ticket = alice.ticket(id);
    if (!opens(alice, id, ticket)) {
      throw new IllegalStateException("a good ticket is refused");
    }
    return opens(alice.at(second), id, ticket);
  }

  private static boolean opensOnReplica(TestGateway gateway) throws IOException {
    try (TestGateway replica = gateway.replica()) {
      return opensAgain(gateway, replica);
    }
  }
}
