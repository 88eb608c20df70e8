package dev.deskwright.tracing;

import dev.deskwright.config.TracingConfig;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.prometheus.metrics.tracer.common.SpanContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.slf4j.MDC;

/** Spans go to a collector by OTLP over HTTP, in batches; those that it does not take are lost. */
final class OtlpTracing implements Tracing {

  private static final String NAME = "dev.deskwright";
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final SdkTracerProvider provider;
  private final Tracer tracer;

  private OtlpTracing(SdkTracerProvider provider) {
    this.provider = provider;
    this.tracer = provider.get(NAME);
  }

  static OtlpTracing to(TracingConfig config, String component) {
    var exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(config.endpoint().toString())
            .setTimeout(LAST_WORDS)
            .build();
    return new OtlpTracing(
        SdkTracerProvider.builder()
            .setResource(
                Resource.getDefault()
                    .merge(
                        Resource.create(
                            Attributes.of(
                                AttributeKey.stringKey("service.name"),
                                "deskwright-" + component))))
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(config.percent() / 100.0)))
            .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
            .build());
  }

  @Override
  public Span begin(String name, String... attributes) {
    return new OtlpSpan(builder(name, attributes).startSpan());
  }

  @Override
  public Span step(String name, String... attributes) {
    return isInSpan() ? begin(name, attributes) : new NoTracing();
  }

  private static boolean isInSpan() {
    return io.opentelemetry.api.trace.Span.current().getSpanContext().isValid();
  }

  @Override
  public void add(String name, Duration took, boolean failed, String... attributes) {
    if (!isInSpan()) {
      return;
    }
    long end = Clock.getDefault().now();
    var span =
        builder(name, attributes)
            .setStartTimestamp(end - took.toNanos(), TimeUnit.NANOSECONDS)
            .startSpan();
    if (failed) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end(end, TimeUnit.NANOSECONDS);
  }

  private SpanBuilder builder(String name, String... attributes) {
    SpanBuilder builder = tracer.spanBuilder(name);
    for (int i = 0; i < attributes.length; i += 2) {
      builder.setAttribute(attributes[i], attributes[i + 1]);
    }
    return builder;
  }

  @Override
  public <T> Callable<T> carried(Callable<T> work) {
    return Context.current().wrap(work);
  }

  @Override
  public Optional<SpanContext> exemplars() {
    return Optional.of(new CurrentSpan());
  }

  @Override
  public void close() {
    provider.shutdown().join(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What of the thread's span goes to the log: its lines can be found from the trace, and back. */
  private record OtlpSpan(io.opentelemetry.api.trace.Span span) implements Span {

    @Override
    @SuppressWarnings("MustBeClosedChecker") // Closed by whoever closes what is returned.
    public Scope activate() {
      var scope = span.makeCurrent();
      String before = MDC.get("trace_id");
      String spanBefore = MDC.get("span_id");
      MDC.put("trace_id", span.getSpanContext().getTraceId());
      MDC.put("span_id", span.getSpanContext().getSpanId());
      return () -> {
        restore("trace_id", before);
        restore("span_id", spanBefore);
        scope.close();
      };
    }

    private static void restore(String key, String value) {
      if (value == null) {
        MDC.remove(key);
      } else {
        MDC.put(key, value);
      }
    }

    @Override
    public Span set(String key, String value) {
      span.setAttribute(key, value);
      return this;
    }

    @Override
    public void fail(String why) {
      span.setStatus(StatusCode.ERROR, why);
      span.end();
    }

    @Override
    public void end() {
      span.end();
    }
  }

  private static final class CurrentSpan implements SpanContext {

    private static io.opentelemetry.api.trace.SpanContext current() {
      return io.opentelemetry.api.trace.Span.current().getSpanContext();
    }

    @Override
    public String getCurrentTraceId() {
      return current().isValid() ? current().getTraceId() : null;
    }

    @Override
    public String getCurrentSpanId() {
      return current().isValid() ? current().getSpanId() : null;
    }

    @Override
    public boolean isCurrentSpanSampled() {
      return current().isSampled();
    }

    @Override
    public void markCurrentSpanAsExemplar() {
      // A collector that is told of none keeps them all.
    }
  }
}
