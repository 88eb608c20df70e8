package dev.deskwright.gateway.client;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Cookies as they came. Vert.x keeps but one of each name, and tells nothing of the others. */
public final class Cookies {

  private Cookies() {}

  /** The values of all cookies of this name, in their order. */
  public static List<String> all(HttpServerRequest request, String name) {
    String begin = name + "=";
    return request.headers().getAll(HttpHeaders.COOKIE).stream()
        .flatMap(header -> Stream.of(header.split(";", -1)))
        .map(String::strip)
        .filter(cookie -> cookie.startsWith(begin))
        .map(cookie -> cookie.substring(begin.length()))
        .toList();
  }

  /** The value of the only cookie of this name; nothing if there are two, of which one is false. */
  public static Optional<String> only(HttpServerRequest request, String name) {
    List<String> values = all(request, name);
    return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
  }
}
