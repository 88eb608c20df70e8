package dev.deskwright.tracing;

import dev.deskwright.config.TracingConfig;
import io.prometheus.metrics.tracer.common.SpanContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Begins spans. Off, it does nothing, and no class of OpenTelemetry is loaded. */
public interface Tracing extends AutoCloseable {

  /** Nothing is traced. */
  Tracing OFF = new NoTracing();

  /**
   * As the settings say.
   *
   * @param component the command: operator or gateway
   */
  static Tracing of(Optional<TracingConfig> config, String component) {
    return config.isPresent() ? OtlpTracing.to(config.get(), component) : OFF;
  }

  /**
   * Begins a span below the thread's present one, or a trace if there is none.
   *
   * @param name of few different values
   * @param attributes keys and values by turns
   */
  Span begin(String name, String... attributes);

  /** The same below the thread's present span only; where it has none, nothing is traced. */
  Span step(String name, String... attributes);

  /** A span that ends now, below the thread's present one; none if the thread has none. */
  void add(String name, Duration took, boolean failed, String... attributes);

  /** The work, to be done on whatever thread, below the span of this one. */
  <T> Callable<T> carried(Callable<T> work);

  /** Which trace a measurement belongs to, for histograms; nothing when off. */
  Optional<SpanContext> exemplars();

  /** Sends what is left, at most a few seconds long. */
  @Override
  void close();
}
