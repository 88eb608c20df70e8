package dev.deskwright.gateway.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All that a page loads and complains of: requests to other hosts, which are cut off, and errors on
 * the console, which is also where a browser reports what the content security policy forbids.
 */
final class Observed {

  private static final Pattern STATUS =
      Pattern.compile("the server responded with a status of (\\d+)");

  private final String host;
  private final List<String> troubles = new ArrayList<>();
  private final List<Response> responses = new ArrayList<>();
  private final Set<String> expected = new HashSet<>();

  /** Observes all pages of the browser from now on. */
  Observed(BrowserContext context, String url) {
    this.host = URI.create(url).getAuthority();
    // How a page learns that nobody is signed in.
    expected.add("401 /api/v1/session");
    context.route(
        address -> !isOurs(address),
        route -> {
          troubles.add("a request to another host: " + route.request().url());
          route.abort();
        });
    context.onConsoleMessage(this::console);
    context.onWebError(error -> troubles.add("an error nobody caught: " + error.error()));
    context.onResponse(responses::add);
    context.onPage(page -> page.onWebSocket(socket -> socket(socket.url())));
  }

  private boolean isOurs(String address) {
    URI uri = URI.create(address.substring(0, Math.min(address.length(), 200)).replace(' ', '+'));
    return Set.of("data", "blob", "about").contains(uri.getScheme())
        || host.equals(uri.getAuthority());
  }

  private void socket(String address) {
    if (!address.startsWith("wss://" + host + "/")) {
      troubles.add("a WebSocket to another host: " + address);
    }
  }

  private void console(ConsoleMessage message) {
    if (!Set.of("error", "warning").contains(message.type())) {
      return;
    }
    Matcher status = STATUS.matcher(message.text());
    if (status.find() && expected.contains(status.group(1) + " " + path(message.location()))) {
      return;
    }
    troubles.add(message.type() + ": " + message.text() + " at " + message.location());
  }

  /** A location is an address with a line and a column. */
  private static String path(String location) {
    return URI.create(location.replaceAll("(:\\d+){2}$", "")).getPath();
  }

  /** This may be answered so: browsers take any refusal for an error. */
  void expect(int status, String path) {
    expected.add(status + " " + path);
  }

  /** Bytes of bodies and headers, as they went over the network. */
  long bytesReceived() {
    return responses.stream()
        .filter(response -> !response.url().endsWith("/events"))
        .mapToLong(Observed::size)
        .sum();
  }

  private static long size(Response response) {
    response.finished();
    var sizes = response.request().sizes();
    return (long) sizes.responseBodySize + sizes.responseHeadersSize;
  }

  List<String> paths() {
    return responses.stream().map(response -> URI.create(response.url()).getPath()).toList();
  }

  void assertNoTrouble(Page page) {
    assertThat(troubles).as("troubles of %s", page.url()).isEmpty();
  }
}
