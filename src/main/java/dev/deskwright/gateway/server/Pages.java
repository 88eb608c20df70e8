package dev.deskwright.gateway.server;

import dev.deskwright.gateway.defence.Defence;
import dev.deskwright.gateway.defence.Defences;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The files of the page, from the class path, by plain names in one folder. */
public final class Pages {

  private static final String FOLDER = "/dev/deskwright/gateway/web/";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][-a-z0-9]*(\\.[a-z0-9]+)+");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "json", "application/json; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "webmanifest", "application/manifest+json",
          "txt", "text/plain; charset=utf-8");

  private final Defences defences;
  private final Map<String, Buffer> files = new ConcurrentHashMap<>();

  /** Reads each file when it is first asked for. */
  public Pages(Defences defences) {
    this.defences = defences;
  }

  /** Answers with the file that the path names; false if there is none. */
  public boolean answer(HttpServerRequest request) {
    String name = request.path().equals("/") ? "index.html" : request.path().substring(1);
    Optional<Buffer> file = isName(name) ? file(name) : Optional.empty();
    if (file.isEmpty()) {
      return false;
    }
    var response = request.response();
    response.putHeader("Content-Type", type(name));
    // A file keeps its name when it changes: browsers ask again, and are told that it is the same.
    String tag = "\"" + Integer.toHexString(file.get().hashCode()) + "\"";
    response.putHeader("Cache-Control", "no-cache").putHeader("ETag", tag);
    if (tag.equals(request.getHeader("If-None-Match"))) {
      response.setStatusCode(304).end();
    } else {
      response.end(file.get());
    }
    return true;
  }

  /** What is not there is not remembered: there are more names than memory. */
  private Optional<Buffer> file(String name) {
    return Optional.ofNullable(files.computeIfAbsent(name, asked -> read(asked).orElse(null)));
  }

  private boolean isName(String name) {
    return !defences.has(Defence.STATIC_FILES) || NAME.matcher(name).matches();
  }

  private static String type(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return TYPES.getOrDefault(extension, "application/octet-stream");
  }

  private static Optional<Buffer> read(String name) {
    try (InputStream file = Pages.class.getResourceAsStream(FOLDER + name)) {
      return file == null ? Optional.empty() : Optional.of(Buffer.buffer(file.readAllBytes()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
