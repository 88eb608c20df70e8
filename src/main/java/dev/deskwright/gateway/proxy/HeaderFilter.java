package dev.deskwright.gateway.proxy;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What of the headers goes from a browser to a desktop and back. */
final class HeaderFilter {

  /** Names of cookies that are the gateway's. */
  private static final String OWN_COOKIES = "__host-desk";

  /** RFC 9110, 7.6.1: of one connection, not of the message; framing is written anew. */
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-authentication-info",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "http2-settings",
          "expect");

  /** What a desktop would believe although any client can write it, or is the gateway's alone. */
  private static final Set<String> NOT_TO_DESKTOPS =
      Set.of("authorization", "forwarded", "x-real-ip", "host", "cookie", "x-original-url");

  private static final String FORWARDED = "x-forwarded-";
  private static final String WEB_SOCKET = "sec-websocket-";

  /** A desktop must not send the browser's later requests elsewhere. */
  private static final Set<String> NOT_FROM_DESKTOPS = Set.of("alt-svc", "set-cookie");

  private HeaderFilter() {}

  /**
   * The headers of a request to a desktop, without Host and Authorization.
   *
   * @param webSocket whether it asks for a WebSocket
   */
  static MultiMap toDesktop(MultiMap from, boolean webSocket) {
    MultiMap to = MultiMap.caseInsensitiveMultiMap();
    Set<String> dropped = ofThisConnection(from);
    for (Map.Entry<String, String> header : from) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (!dropped.contains(name)
          && !NOT_TO_DESKTOPS.contains(name)
          && !name.startsWith(FORWARDED)
          && (webSocket || !name.startsWith(WEB_SOCKET))) {
        to.add(header.getKey(), header.getValue());
      }
    }
    String cookies = cookies(from.getAll("Cookie"));
    if (!cookies.isEmpty()) {
      to.add("Cookie", cookies);
    }
    return to;
  }

  /** The headers of a desktop's answer. */
  static MultiMap fromDesktop(MultiMap from) {
    MultiMap to = MultiMap.caseInsensitiveMultiMap();
    Set<String> dropped = ofThisConnection(from);
    for (Map.Entry<String, String> header : from) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (!dropped.contains(name) && !NOT_FROM_DESKTOPS.contains(name)) {
        to.add(header.getKey(), header.getValue());
      }
    }
    for (String cookie : from.getAll("Set-Cookie")) {
      if (maySet(cookie)) {
        to.add("Set-Cookie", cookie);
      }
    }
    return to;
  }

  private static Set<String> ofThisConnection(MultiMap headers) {
    Set<String> names = new HashSet<>(HOP_BY_HOP);
    for (String value : headers.getAll("Connection")) {
      Arrays.stream(value.split(",", -1))
          .map(name -> name.strip().toLowerCase(Locale.ROOT))
          .forEach(names::add);
    }
    return names;
  }

  /** The cookies that are not the gateway's. */
  private static String cookies(List<String> headers) {
    List<String> kept = new ArrayList<>();
    for (String header : headers) {
      for (String cookie : header.split(";", -1)) {
        String text = cookie.strip();
        if (!text.isEmpty() && !isOwn(text)) {
          kept.add(text);
        }
      }
    }
    return String.join("; ", kept);
  }

  private static boolean isOwn(String cookie) {
    return cookie.strip().toLowerCase(Locale.ROOT).startsWith(OWN_COOKIES);
  }

  /** Not for other hosts, and not in the gateway's name. */
  private static boolean maySet(String cookie) {
    String[] parts = cookie.split(";", -1);
    return !isOwn(parts[0])
        // A nameless cookie's value can be read as a name by the next server.
        && parts[0].indexOf('=') > 0
        && Arrays.stream(parts)
            .skip(1)
            .map(part -> part.strip().toLowerCase(Locale.ROOT))
            .noneMatch(part -> part.startsWith("domain"));
  }
}
