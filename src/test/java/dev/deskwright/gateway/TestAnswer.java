package dev.deskwright.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An answer of HTTP/1.1, as it came.
 *
 * @param status code of the status line
 * @param headers in their order, with names in lower case
 * @param body as text
 */
public record TestAnswer(int status, List<Map.Entry<String, String>> headers, String body) {

  private static final JsonMapper JSON = new JsonMapper();

  /** Reads one, up to its end. */
  static TestAnswer read(InputStream in, boolean withBody) throws IOException {
    TestAnswer head = readHead(in);
    boolean none = !withBody || head.status < 200 || head.status == 204 || head.status == 304;
    return none ? head : new TestAnswer(head.status, head.headers, head.readBody(in));
  }

  /** Reads up to the empty line. */
  static TestAnswer readHead(InputStream in) throws IOException {
    String[] line = line(in).split(" ", 3);
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      headers.add(
          Map.entry(
              header.substring(0, colon).toLowerCase(Locale.ROOT),
              header.substring(colon + 1).strip()));
    }
    return new TestAnswer(Integer.parseInt(line[1]), List.copyOf(headers), "");
  }

  private String readBody(InputStream in) throws IOException {
    if (header("transfer-encoding").isPresent()) {
      return chunks(in);
    }
    Optional<String> length = header("content-length");
    byte[] body =
        length.isPresent() ? in.readNBytes(Integer.parseInt(length.get())) : in.readAllBytes();
    return new String(body, StandardCharsets.UTF_8);
  }

  private static String chunks(InputStream in) throws IOException {
    var body = new ByteArrayOutputStream();
    for (int size = size(in); size > 0; size = size(in)) {
      body.write(in.readNBytes(size));
      line(in);
    }
    line(in);
    return body.toString(StandardCharsets.UTF_8);
  }

  private static int size(InputStream in) throws IOException {
    return Integer.parseInt(line(in), 16);
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection ends within an answer: " + line);
      }
      line.append((char) next);
    }
    return line.toString().replace("\r", "");
  }

  /** The first header of this name. */
  public Optional<String> header(String name) {
    return headers(name).stream().findFirst();
  }

  /** All headers of this name. */
  public List<String> headers(String name) {
    return headers.stream()
        .filter(header -> header.getKey().equals(name.toLowerCase(Locale.ROOT)))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** The body as JSON; empty if it is none. */
  public JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  /** The code of the problem that the body describes, or an empty text. */
  public String code() {
    return json().path("code").asText();
  }
}
