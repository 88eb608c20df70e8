package dev.deskwright.telemetry;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /livez}: the process works, whatever the API server does. {@code /readyz}: it can do its
 * work, leader or not. Both say what is wrong. {@code /metrics}: for Prometheus.
 */
public final class HealthServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HealthServer.class);

  /** So many that slow readers of metrics do not keep the kubelet waiting. */
  private static final int THREADS = 4;

  private static final int BUFFER = 8192;

  private final HttpServer server;
  private final ExecutorService executor =
      Executors.newFixedThreadPool(THREADS, HealthServer::thread);
  private final ExpositionFormats formats = ExpositionFormats.init();

  /**
   * Starts listening on all addresses, until closed or the process ends.
   *
   * @param port the port; 0 for any free one
   * @throws IOException when the port can't be had
   */
  public static HealthServer start(int port, Health health, PrometheusMeterRegistry meters)
      throws IOException {
    return new HealthServer(new InetSocketAddress(port), health, meters);
  }

  /** The same for this machine only, on any free port. */
  public static HealthServer startLocally(Health health, PrometheusMeterRegistry meters)
      throws IOException {
    var anywhereHere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new HealthServer(anywhereHere, health, meters);
  }

  private HealthServer(InetSocketAddress address, Health health, PrometheusMeterRegistry meters)
      throws IOException {
    server = HttpServer.create(address, 0);
    server.setExecutor(executor);
    server.createContext("/livez", exchange -> answer(exchange, health.notAlive()));
    server.createContext("/readyz", exchange -> answer(exchange, health.notReady()));
    server.createContext("/metrics", exchange -> metrics(exchange, meters));
    server.start();
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "health");
    thread.setDaemon(true);
    return thread;
  }

  private static void answer(HttpExchange exchange, Optional<String> trouble) throws IOException {
    answer(exchange, trouble.isEmpty(), trouble.orElse("ok") + "\n");
  }

  private static void answer(HttpExchange exchange, boolean good, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(
          good ? HttpURLConnection.HTTP_OK : HttpURLConnection.HTTP_UNAVAILABLE, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** Written as it is made: with 10,000 desktops it has megabytes. */
  private void metrics(HttpExchange exchange, PrometheusMeterRegistry meters) throws IOException {
    MetricSnapshots snapshots;
    try {
      snapshots = meters.getPrometheusRegistry().scrape();
    } catch (RuntimeException e) {
      LOG.error("The metrics cannot be put together", e);
      answer(exchange, false, "the metrics cannot be put together: see the log\n");
      return;
    }
    Headers asked = exchange.getRequestHeaders();
    Headers answered = exchange.getResponseHeaders();
    ExpositionFormatWriter format = format(asked.getFirst("Accept"));
    answered.set("Content-Type", format.getContentType());
    boolean zipped = accepts(asked.getFirst("Accept-Encoding"), "gzip");
    if (zipped) {
      answered.set("Content-Encoding", "gzip");
    }
    exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, 0);
    try (exchange;
        OutputStream body =
            zipped
                ? new GZIPOutputStream(exchange.getResponseBody(), BUFFER)
                : exchange.getResponseBody()) {
      format.write(body, snapshots);
    }
  }

  /** OpenMetrics, which alone has exemplars, for those who know it. */
  private ExpositionFormatWriter format(String accept) {
    return accepts(accept, "application/openmetrics-text")
        ? formats.getOpenMetricsTextFormatWriter()
        : formats.getPrometheusTextFormatWriter();
  }

  private static boolean accepts(String header, String wanted) {
    return header != null && header.contains(wanted);
  }
}
