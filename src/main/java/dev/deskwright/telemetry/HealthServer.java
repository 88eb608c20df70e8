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
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /livez}: the process works, whatever the API server does. {@code /readyz}: its caches are
 * filled, leader or not. {@code /metrics}: for Prometheus.
 */
public final class HealthServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HealthServer.class);
  private static final int BUFFER = 8192;

  private final HttpServer server;
  private final ExecutorService executor = Executors.newFixedThreadPool(2, HealthServer::thread);
  private final ExpositionFormats formats = ExpositionFormats.init();

  /**
   * Starts listening, until closed or the process ends.
   *
   * @param port the port; 0 for any free one
   * @throws IOException when the port can't be had
   */
  public static HealthServer start(int port, BooleanSupplier ready, PrometheusMeterRegistry meters)
      throws IOException {
    return new HealthServer(port, ready, meters);
  }

  private HealthServer(int port, BooleanSupplier ready, PrometheusMeterRegistry meters)
      throws IOException {
    server = HttpServer.create(new InetSocketAddress(port), 0);
    server.setExecutor(executor);
    server.createContext("/livez", exchange -> answer(exchange, true, "ok\n"));
    server.createContext(
        "/readyz",
        exchange -> {
          boolean isReady = ready.getAsBoolean();
          answer(exchange, isReady, isReady ? "ok\n" : "caches are not filled yet\n");
        });
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
