package dev.deskwright.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deskwright.api.v1alpha1.Protocol;
import dev.deskwright.gateway.proxy.Tickets;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the way through the gateway costs: the same fake desktop reached through it and directly, in
 * the same run, at 40 KB/s a session; and the memory of many connections that do nothing. The
 * gateway is a process of its own. Run by {@code ./mvnw -Pbench verify}; {@code
 * -Dbench.gateway.sessions}, {@code -Dbench.gateway.seconds} and {@code -Dbench.gateway.idle}
 * change the size. Idle connections take two file descriptors each, in both processes.
 */
@Tag("bench")
class GatewayBench {

  private static final int SESSIONS = Integer.getInteger("bench.gateway.sessions", 300);
  private static final int SECONDS = Integer.getInteger("bench.gateway.seconds", 20);
  private static final int IDLE = Integer.getInteger("bench.gateway.idle", 9_800);
  private static final int AT_A_TIME = 100;
  private static final Buffer HANDSHAKE =
      Buffer.buffer("RFB 003.008\n").appendByte((byte) 1).appendByte((byte) 1);
  private static final Buffer UPDATE_REQUEST =
      Buffer.buffer(new byte[] {3, 1, 0, 0, 0, 0, 4, 0, 3, 0});

  private final Vertx vertx = Vertx.vertx();
  private final Tickets tickets = GatewayServer.tickets();

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }

  private static void pass(int seconds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  private WebSocketClient client(boolean tls) {
    return vertx.createWebSocketClient(
        new WebSocketClientOptions()
            .setSsl(tls)
            .setTrustAll(true)
            .setVerifyHost(false)
            .setMaxConnections(Integer.MAX_VALUE));
  }

  private WebSocketConnectOptions through(GatewayProcess gateway, int number) {
    String id = "ws-%09d".formatted(number);
    var session = GatewayServer.session("user" + number);
    return new WebSocketConnectOptions()
        .setHost("127.0.0.1")
        .setPort(gateway.port())
        .setURI("/desktops/" + id + "/rfb")
        .addHeader("Origin", GatewayServer.ORIGIN)
        .addHeader(GatewayServer.USER, session.userName())
        .setSubProtocols(List.of("binary", "ticket." + tickets.make(session, id)));
  }

  private static WebSocketConnectOptions direct(StreamingDesktop desktop) {
    return new WebSocketConnectOptions()
        .setHost("127.0.0.1")
        .setPort(desktop.port())
        .setURI("/websockify")
        .setSubProtocols(List.of("binary"));
  }

  /** Finds the bursts in a stream that comes in pieces of any size. */
  private static final class Bursts {

    private final Histogram latencies;
    private int position;
    private long sentAt;

    Bursts(Histogram latencies) {
      this.latencies = latencies;
    }

    /** Whether a burst has come to its end. */
    boolean take(Buffer data) {
      boolean ended = false;
      for (int at = 0; at < data.length(); ) {
        if (position < Long.BYTES) {
          sentAt = (sentAt << Byte.SIZE) | (data.getByte(at) & 0xff);
          at++;
          position++;
        } else {
          int part = Math.min(data.length() - at, StreamingDesktop.BURST - position);
          at += part;
          position += part;
        }
        if (position == StreamingDesktop.BURST) {
          latencies.recordValue(Math.max(0, System.nanoTime() - sentAt));
          position = 0;
          sentAt = 0;
          ended = true;
        }
      }
      return ended;
    }
  }

  /** Asks for the next update whenever one has come, as noVNC does. */
  private static Future<WebSocket> open(
      WebSocketClient client, WebSocketConnectOptions options, Histogram latencies) {
    ClientWebSocket socket = client.webSocket();
    var bursts = new Bursts(latencies);
    socket.handler(
        data -> {
          if (bursts.take(data)) {
            socket.write(UPDATE_REQUEST);
          }
        });
    return socket.connect(options).onSuccess(open -> open.write(HANDSHAKE));
  }

  private void openAll(int count, IntFunction<Future<WebSocket>> open) {
    for (int from = 0; from < count; from += AT_A_TIME) {
      List<Future<WebSocket>> some = new ArrayList<>();
      for (int i = from; i < Math.min(count, from + AT_A_TIME); i++) {
        some.add(open.apply(i));
      }
      await(Future.all(some));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aStreamOfFortyKilobytesASecond(boolean tls) throws Exception {
    var desktop = new StreamingDesktop(vertx, true);
    var through = new ConcurrentHistogram(3);
    var direct = new ConcurrentHistogram(3);
    Map<String, Double> figures = new LinkedHashMap<>();
    try (var gateway = new GatewayProcess(vertx, desktop.port(), Protocol.Name.WebSocket, tls)) {
      WebSocketClient secure = client(tls);
      WebSocketClient plain = client(false);
      openAll(SESSIONS, i -> open(secure, through(gateway, i), through));
      openAll(SESSIONS, i -> open(plain, direct(desktop), direct));
      pass(SECONDS / 2);
      through.reset();
      direct.reset();
      double before = gateway.stats(false).get("cpu_seconds").doubleValue();
      long begin = System.nanoTime();
      pass(SECONDS);
      JsonNode stats = gateway.stats(false);
      double wall = (System.nanoTime() - begin) / 1e9;
      double cores = (stats.get("cpu_seconds").doubleValue() - before) / wall;
      assertThat(stats.get("sessions").intValue()).isEqualTo(SESSIONS);
      figures.put("sessions", (double) SESSIONS);
      figures.put("bursts/s through", through.getTotalCount() / wall);
      figures.put("bursts/s direct", direct.getTotalCount() / wall);
      figures.put("gateway cores", cores);
      // By what has gone through: a busy machine sends less than it should.
      double atFullPace = figures.get("bursts/s through") / StreamingDesktop.BURSTS_PER_SECOND;
      figures.put("sessions per core", atFullPace / cores);
    }
    latencies(figures, "through", through);
    latencies(figures, "direct", direct);
    figures.put("added p50 ms", figures.get("through p50 ms") - figures.get("direct p50 ms"));
    figures.put("added p99 ms", figures.get("through p99 ms") - figures.get("direct p99 ms"));
    report("gateway-stream" + (tls ? "-tls" : ""), figures);
  }

  private static void latencies(Map<String, Double> figures, String way, Histogram histogram) {
    figures.put(way + " p50 ms", histogram.getValueAtPercentile(50) / 1e6);
    figures.put(way + " p99 ms", histogram.getValueAtPercentile(99) / 1e6);
  }

  private static void report(String name, Map<String, Double> figures) throws Exception {
    figures.put(
        "machine load", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    var report = new Report(name);
    report.add(name, List.of(figures));
    report.write();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void manyThatDoNothing(boolean tls) throws Exception {
    var desktop = new StreamingDesktop(vertx, false);
    Map<String, Double> figures = new LinkedHashMap<>();
    try (var gateway = new GatewayProcess(vertx, desktop.port(), Protocol.Name.WebSocket, tls)) {
      JsonNode empty = gateway.stats(true);
      WebSocketClient client = client(tls);
      openAll(IDLE, i -> client.connect(through(gateway, i)));
      // One round of pings, so that what they need is there.
      pass(30);
      JsonNode full = gateway.stats(true);
      assertThat(full.get("sessions").intValue()).isEqualTo(IDLE);
      figures.put("connections", (double) IDLE);
      for (String figure : List.of("heap_mib", "direct_mib")) {
        figures.put(figure + " empty", empty.get(figure).doubleValue());
        figures.put(figure, full.get(figure).doubleValue());
      }
      figures.put("heap+direct_mib", figures.get("heap_mib") + figures.get("direct_mib"));
    }
    report("gateway-idle" + (tls ? "-tls" : ""), figures);
  }
}
