package dev.deskwright.gateway.proxy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What is counted about connections to desktops. */
public final class ProxyMetrics {

  private final LongAdder fromDesktops = new LongAdder();
  private final LongAdder toDesktops = new LongAdder();
  private final Counter attempts;
  private final Counter successes;
  private final Map<Failure, Counter> failures = new EnumMap<>(Failure.class);
  private final Map<Ending, Counter> endings = new EnumMap<>(Ending.class);
  private final Timer launch;

  /** Why a connection was not made. */
  enum Failure {
    REFUSED,
    NOT_FOUND,
    UNREACHABLE,
    TOO_MANY,
    CLIENT_GONE
  }

  /** Registers its meters. */
  public ProxyMetrics(MeterRegistry registry, Connections connections) {
    Gauge.builder("deskwright.gateway.sessions", connections, Connections::sessions)
        .description("Connections to desktops that stand or are being opened.")
        .register(registry);
    bytes(registry, "to_desktop", toDesktops);
    bytes(registry, "from_desktop", fromDesktops);
    attempts =
        Counter.builder("deskwright.gateway.connection.attempts")
            .description("Connections to desktops that were asked for.")
            .register(registry);
    successes =
        Counter.builder("deskwright.gateway.connection.successes")
            .description("Connections to desktops that were made.")
            .register(registry);
    counters(registry);
    launch =
        Timer.builder("deskwright.gateway.session.launch")
            .description("From the upgrade request until bytes flow.")
            .serviceLevelObjectives(
                Duration.ofMillis(50),
                Duration.ofMillis(200),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5))
            .register(registry);
  }

  private void counters(MeterRegistry registry) {
    for (Failure each : Failure.values()) {
      failures.put(
          each,
          Counter.builder("deskwright.gateway.connection.failures")
              .description("Connections to desktops that were not made.")
              .tag("reason", each.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
    for (Ending each : Ending.values()) {
      endings.put(
          each,
          Counter.builder("deskwright.gateway.connection.endings")
              .description("Connections to desktops that the gateway ended.")
              .tag("reason", each.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
  }

  private static void bytes(MeterRegistry registry, String direction, LongAdder adder) {
    FunctionCounter.builder("deskwright.gateway.bytes", adder, LongAdder::sum)
        .description("Bytes that went through, without the WebSocket's own.")
        .baseUnit("bytes")
        .tag("direction", direction)
        .register(registry);
  }

  /** Bytes so far, from desktops to clients. */
  public long bytesFromDesktops() {
    return fromDesktops.sum();
  }

  /** Bytes so far, from clients to desktops. */
  public long bytesToDesktops() {
    return toDesktops.sum();
  }

  void attempted() {
    attempts.increment();
  }

  void failed(Failure failure) {
    failures.get(failure).increment();
  }

  void launched(long nanos) {
    successes.increment();
    launch.record(Duration.ofNanos(nanos));
  }

  void ended(Ending ending) {
    endings.get(ending).increment();
  }

  void fromDesktop(int bytes) {
    fromDesktops.add(bytes);
  }

  void toDesktop(int bytes) {
    toDesktops.add(bytes);
  }
}
