package dev.deskwright.tracing;

import io.prometheus.metrics.tracer.common.SpanContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Nothing is traced. */
final class NoTracing implements Tracing, Span {

  private static final Scope NOTHING = () -> {};

  @Override
  public Span begin(String name, String... attributes) {
    return this;
  }

  @Override
  public Span step(String name, String... attributes) {
    return this;
  }

  @Override
  public void add(String name, Duration took, boolean failed, String... attributes) {
    // Nobody looks.
  }

  @Override
  public <T> Callable<T> carried(Callable<T> work) {
    return work;
  }

  @Override
  public Optional<SpanContext> exemplars() {
    return Optional.empty();
  }

  @Override
  public Scope activate() {
    return NOTHING;
  }

  @Override
  public Span set(String key, String value) {
    return this;
  }

  @Override
  public void fail(String why) {
    // Nobody looks.
  }

  @Override
  public void end() {
    // Nobody looks.
  }

  @Override
  public void close() {
    // Nothing is left.
  }
}
