package dev.deskwright.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * {@code /livez}: the process works, whatever the API server does. {@code /readyz}: its caches are
 * filled, leader or not. {@code /metrics}: for Prometheus.
 */
public final class HealthServer implements AutoCloseable {

  private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpServer server;
  private final ExecutorService executor = Executors.newFixedThreadPool(2, HealthServer::thread);

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
    server.createContext(
        "/metrics",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", METRICS_TYPE);
          answer(exchange, true, meters.scrape());
        });
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
}
