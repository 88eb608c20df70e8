package dev.deskwright.gateway.defence;

import static dev.deskwright.gateway.defence.Attack.on;

import com.sun.net.httpserver.HttpServer;
import dev.deskwright.api.v1alpha1.Protocol;
import dev.deskwright.gateway.TestAnswer;
import dev.deskwright.gateway.TestBrowser;
import dev.deskwright.gateway.TestGateway;
import dev.deskwright.gateway.proxy.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** On and from desktops that have a web page of their own. */
final class HttpDesktopAttacks {

  private HttpDesktopAttacks() {}

  static List<Attack> all() {
    return List.of(
        on(
            Defence.EXACT_ORIGIN,
            "Another site's page posts a ticket of its owner's to a desktop's host name",
            "CWE-352, sign-in that is forged",
            "Refused with 403.",
            gateway -> enters(gateway, "https://evil.example", 1)),
        on(
            Defence.TICKET_ONCE,
            "A ticket to a desktop's page is posted again",
            "CWE-294, replay",
            "Refused with 403.",
            gateway -> enters(gateway, "https://localhost:" + gateway.port(), 2)),
        on(
            Defence.DESKTOP_ORIGIN,
            "A desktop's page reaches its user's other desktop with the cookie of the first",
            "CWE-1385, CWE-565: desktops that share an origin",
            "The cookie is good for one host name and its desktop: 401.",
            HttpDesktopAttacks::otherDesktop),
        on(
            Defence.ADDRESS_RULES,
            "A stolen cookie of a desktop's page is used from an address that is not allowed",
            "CWE-284, a rule that is kept at sign-in only",
            "Refused with 403.",
            HttpDesktopAttacks::usedElsewhere),
        on(
            Defence.HEADER_FILTER,
            "A hostile desktop reads the gateway's cookies and the client's claims",
            "CWE-200, headers that are passed on",
            "Cookies of the gateway, Authorization and X-Forwarded-For do not reach desktops.",
            HttpDesktopAttacks::seesCookies),
        on(
            Defence.HEADER_FILTER,
            "A hostile desktop sets cookies in the gateway's name and for other hosts",
            "CWE-565, cookie tossing from a sibling host",
            "Such cookies are dropped from its answers.",
            HttpDesktopAttacks::setsCookies));
  }

  /** A web server of a hostile desktop's user, who is root there. */
  private static final class HostilePage implements AutoCloseable {

    private final List<Map<String, List<String>>> seen = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    HostilePage() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            seen.add(Map.copyOf(exchange.getRequestHeaders()));
            exchange.getResponseHeaders().add("Set-Cookie", "__Host-deskwright=evil; Path=/");
            exchange.getResponseHeaders().add("Set-Cookie", "a=b; Domain=localhost");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      server.start();
    }

    Target at(Target target) {
      return new Target(
          target.workspaceId(),
          target.namespace(),
          target.name(),
          target.workspaceUid(),
          target.podName(),
          target.podUid(),
          "127.0.0.1",
          new Protocol(
              Protocol.Name.HTTP, server.getAddress().getPort(), "/", Protocol.Scheme.HTTP),
          target.pasteAllowed());
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  /** Whether a ticket opens the page at the last of so many times that it is posted. */
  private static boolean enters(TestGateway gateway, String origin, int times) throws IOException {
    try (HostilePage page = new HostilePage()) {
      gateway.reach(page::at);
      String id = gateway.cluster().id("dave-page");
      String ticket = gateway.browser().signIn("dave").ticket(id);
      for (int i = 1; i < times; i++) {
        enter(gateway, id, ticket, origin);
      }
      return enter(gateway, id, ticket, origin).status() == 303;
    } finally {
      gateway.reach(target -> target);
    }
  }

  private static TestAnswer enter(TestGateway gateway, String id, String ticket, String origin)
      throws IOException {
    return enter(desktopHost(gateway, id), ticket, origin);
  }

  private static TestAnswer enter(TestBrowser browser, String ticket, String origin)
      throws IOException {
    return browser
        .copy()
        .with("Origin", origin)
        .with("Content-Type", "application/x-www-form-urlencoded")
        .send("POST", "/.deskwright/enter", "ticket=" + ticket);
  }

  private static TestBrowser desktopHost(TestGateway gateway, String id) {
    return gateway.browser(id + "." + TestGateway.DESKTOPS);
  }

  /** A browser that has entered dave's desktop. */
  private static TestBrowser inside(TestGateway gateway) throws IOException {
    String id = gateway.cluster().id("dave-page");
    return inside(gateway.browser().signIn("dave"), desktopHost(gateway, id), id);
  }

  private static TestBrowser inside(TestBrowser signedIn, TestBrowser page, String id)
      throws IOException {
    TestAnswer entered = enter(page, signedIn.ticket(id), signedIn.origin());
    if (entered.status() != 303) {
      throw new IllegalStateException("the desktop's page does not open: " + entered);
    }
    String cookie = entered.header("set-cookie").orElseThrow().replaceFirst(";.*", "");
    int equals = cookie.indexOf('=');
    return page.cookie(cookie.substring(0, equals), cookie.substring(equals + 1));
  }

  private static boolean usedElsewhere(TestGateway gateway) throws IOException {
    try (HostilePage page = new HostilePage()) {
      gateway.reach(page::at);
      String windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Test";
      String id = gateway.cluster().id("dave-rules");
      TestBrowser dave =
          gateway.browser(TestGateway.RULES).from("127.0.1.9").with("User-Agent", windows);
      TestBrowser own = desktopHost(gateway, id).from("127.0.1.9").with("User-Agent", windows);
      TestBrowser stolen = inside(dave.signIn("dave"), own, id);
      if (stolen.get("/").status() != 200) {
        throw new IllegalStateException("the desktop's page is not there");
      }
      return stolen.from("127.77.0.2").get("/").status() == 200;
    } finally {
      gateway.reach(target -> target);
    }
  }

  private static boolean otherDesktop(TestGateway gateway) throws IOException {
    try (HostilePage page = new HostilePage()) {
      gateway.reach(page::at);
      TestBrowser first = inside(gateway);
      // The second has no pod; but whoever is let in is not told that nobody is signed in.
      return desktopHost(gateway, gateway.cluster().id("dave-second"))
              .with("Cookie", first.cookie())
              .get("/")
              .status()
          != 401;
    } finally {
      gateway.reach(target -> target);
    }
  }

  private static boolean seesCookies(TestGateway gateway) throws IOException {
    try (HostilePage page = new HostilePage()) {
      gateway.reach(page::at);
      TestBrowser dave = inside(gateway);
      dave.with("Authorization", "Bearer secret")
          .with("X-Forwarded-For", "10.0.0.1")
          .cookie("__Host-deskwright", "secret")
          .get("/");
      return page.seen.stream().anyMatch(headers -> headers.toString().contains("secret"));
    } finally {
      gateway.reach(target -> target);
    }
  }

  private static boolean setsCookies(TestGateway gateway) throws IOException {
    try (HostilePage page = new HostilePage()) {
      gateway.reach(page::at);
      TestAnswer answer = inside(gateway).get("/");
      if (answer.status() != 200) {
        throw new IllegalStateException("the desktop's page is not there: " + answer);
      }
      return !answer.headers("set-cookie").isEmpty();
    } finally {
      gateway.reach(target -> target);
    }
  }
}
