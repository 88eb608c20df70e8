package dev.deskwright.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.deskwright.fixture.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A real Prometheus that scrapes every second, with the rules that the chart ships. */
final class Prometheus implements AutoCloseable {

  static final Duration INTERVAL = Duration.ofSeconds(1);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ServerProcess process;
  private final String url;
  private final HttpClient http = HttpClient.newHttpClient();

  private Prometheus(ServerProcess process, int port) {
    this.process = process;
    this.url = "http://127.0.0.1:%d/api/v1/".formatted(port);
  }

  /**
   * Starts it.
   *
   * @param targets where the metrics of each job are
   */
  static Prometheus start(Path folder, Map<String, String> targets) throws IOException {
    Path binary = Promtool.required("prometheus");
    int port = ServerProcess.freePort();
    String jobs =
        targets.entrySet().stream()
            .map(
                target ->
                    """
                      - job_name: %s
                        honor_labels: true
                        static_configs:
                          - targets: ['%s']
                            labels: {namespace: deskwright-system}
                    """
                        .formatted(target.getKey(), URI.create(target.getValue()).getAuthority()))
            .collect(Collectors.joining());
    Path config =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: {scrape_interval: %1$ds, evaluation_interval: %1$ds}
            rule_files: ['%2$s']
            scrape_configs:
            %3$s"""
                .formatted(INTERVAL.toSeconds(), RuleFile.PATH.toAbsolutePath(), jobs));
    var process =
        ServerProcess.start(
            folder.resolve("prometheus.log"),
            List.of(
                binary.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port));
    process.awaitPort(InetAddress.getLoopbackAddress(), port);
    return new Prometheus(process, port);
  }

  /** What a query finds now. */
  JsonNode query(String expression) throws IOException, InterruptedException {
    return get("query?query=" + encoded(expression)).get("result");
  }

  /** What a query finds from one moment to another. */
  JsonNode query(String expression, Instant from, Instant to, Duration step)
      throws IOException, InterruptedException {
    return get("query_range?query=%s&start=%s&end=%s&step=%d"
            .formatted(encoded(expression), from, to, step.toSeconds()))
        .get("result");
  }

  /** Whom it asks. */
  JsonNode targets() throws IOException, InterruptedException {
    return get("targets").get("activeTargets");
  }

  /** The rules, with how they are. */
  List<JsonNode> rules() throws IOException, InterruptedException {
    return get("rules")
        .get("groups")
        .valueStream()
        .flatMap(group -> group.get("rules").valueStream())
        .toList();
  }

  /** What it has said. */
  String log() {
    return process.output();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url + path)).build();
    JsonNode answer =
        JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    if (!answer.path("status").asText().equals("success")) {
      throw new AssertionError(path + ": " + answer);
    }
    return answer.get("data");
  }

  @Override
  public void close() {
    process.stop();
  }
}
