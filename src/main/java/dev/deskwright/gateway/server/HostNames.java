package dev.deskwright.gateway.server;

import dev.deskwright.config.GatewayConfig.DirectoryName;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names that the gateway answers to, and what each stands for. */
public final class HostNames {

  private static final Pattern ORIGIN =
      Pattern.compile("https://(?<host>[a-z0-9.-]+)(:[0-9]{1,5})?");
  private static final Pattern WORKSPACE_ID = Pattern.compile("ws-[0-9a-z]{9}");

  private final Map<String, Optional<DirectoryName>> pages;
  private final Optional<String> desktopDomain;

  /**
   * Takes what the settings say.
   *
   * @param pages hosts of the page, with the Directory that each chooses
   * @param desktopDomain domain under which desktops have hosts of their own
   */
  public HostNames(Map<String, Optional<DirectoryName>> pages, Optional<String> desktopDomain) {
    this.pages = pages;
    this.desktopDomain = desktopDomain;
  }

  /** Whether the page is served by the name that the request was made to. */
  public boolean isPage(HttpServerRequest request) {
    return pages.containsKey(host(request));
  }

  /** Whether this is the origin of a page of ours, on any port; asked with null too. */
  public boolean isOrigin(String origin) {
    if (origin == null) {
      return false;
    }
    Matcher matcher = ORIGIN.matcher(origin);
    return matcher.matches() && pages.containsKey(matcher.group("host"));
  }

  /** The Directory that the host name chooses. */
  public Optional<DirectoryName> directory(HttpServerRequest request) {
    return pages.getOrDefault(host(request), Optional.empty());
  }

  /** The WorkSpace whose own host name the request was made to. */
  public Optional<String> workspaceId(HttpServerRequest request) {
    String host = host(request);
    return desktopDomain
        .filter(domain -> host.endsWith("." + domain))
        .map(domain -> WORKSPACE_ID.matcher(host.substring(0, host.length() - domain.length() - 1)))
        .filter(Matcher::matches)
        .map(Matcher::group);
  }

  /** The origin of a desktop's own page, on the port that the request was made to. */
  public Optional<String> desktopOrigin(String workspaceId, HttpServerRequest request) {
    int port = request.authority() == null ? -1 : request.authority().port();
    return desktopDomain.map(
        domain -> "https://" + workspaceId + "." + domain + (port > 0 ? ":" + port : ""));
  }

  /** The origin that a page of this host has, exactly as a browser writes it. */
  public static String origin(HttpServerRequest request) {
    return request.authority() == null
        ? ""
        : "https://" + request.authority().toString().toLowerCase(Locale.ROOT);
  }

  private static String host(HttpServerRequest request) {
    return request.authority() == null || request.authority().host() == null
        ? ""
        : request.authority().host().toLowerCase(Locale.ROOT);
  }
}
