package dev.deskwright.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers requests for lists as an API server does, in pages, and no others. The objects are as
 * they are put in: they can have been created whenever a test says.
 */
public final class ListingServer implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern PATH =
      Pattern.compile("/apis/deskwright.dev/v1alpha1/(?:namespaces/([^/]+)/)?([a-z]+)");

  static {
    // Else each answer, written in two parts, waits for the client's receipt of the first.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final List<JsonNode> objects = new CopyOnWriteArrayList<>();
  private final List<Integer> pages = new CopyOnWriteArrayList<>();
  private final int refusal;

  private ListingServer(int refusal) throws IOException {
    this.refusal = refusal;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Starts one with nothing in it. */
  public static ListingServer start() throws IOException {
    return new ListingServer(0);
  }

  /** Starts one that answers all requests with a status code. */
  public static ListingServer refusing(int code) throws IOException {
    return new ListingServer(code);
  }

  /** Puts an object in, from YAML. */
  public void add(String manifest) {
    objects.add(Serialization.unmarshal(manifest, ObjectNode.class));
  }

  /** How many objects each answer had so far. */
  public List<Integer> pages() {
    return List.copyOf(pages);
  }

  /** How a client connects, and its namespace. */
  public Config connection() {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
        .withNamespace("desktops")
        .withRequestRetryBackoffLimit(0)
        .build();
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = (refusal == 0 ? list(exchange) : status()).toString().getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(refusal == 0 ? 200 : refusal, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private ObjectNode status() {
    return JSON.createObjectNode()
        .put("kind", "Status")
        .put("apiVersion", "v1")
        .put("status", "Failure")
        .put("code", refusal)
        .put("message", "as the\ntest wants it");
  }

  private ObjectNode list(HttpExchange exchange) {
    Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
    if (!path.matches()) {
      throw new AssertionError("not a list: " + exchange.getRequestURI());
    }
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode object : objects) {
      String kind = object.path("kind").asText().toLowerCase(Locale.ROOT) + "s";
      String namespace = object.at("/metadata/namespace").asText();
      if (kind.equals(path.group(2))
          && (path.group(1) == null || path.group(1).equals(namespace))) {
        found.add(object);
      }
    }
    int from = parameter(exchange, "continue", 0);
    int to = Math.min(found.size(), from + parameter(exchange, "limit", Integer.MAX_VALUE / 2));
    pages.add(to - from);
    ObjectNode list = JSON.createObjectNode().put("kind", "List").put("apiVersion", "v1");
    list.putObject("metadata").put("continue", to < found.size() ? String.valueOf(to) : "");
    list.putArray("items").addAll(found.subList(from, to));
    return list;
  }

  private static int parameter(HttpExchange exchange, String name, int otherwise) {
    Matcher value =
        Pattern.compile("(?:^|&)" + name + "=(\\d+)")
            .matcher(String.valueOf(exchange.getRequestURI().getQuery()));
    return value.find() ? Integer.parseInt(value.group(1)) : otherwise;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
