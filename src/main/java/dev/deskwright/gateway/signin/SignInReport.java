package dev.deskwright.gateway.signin;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.gateway.client.Client;
import dev.deskwright.kernel.Ids;
import dev.deskwright.kernel.LogFields;
import dev.deskwright.telemetry.Meters;
import dev.deskwright.telemetry.Metric;
import dev.deskwright.tracing.Span;
import dev.deskwright.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line in the log, one count and one span for each attempt. */
final class SignInReport {

  private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
  private static final int LONGEST = 256;

  /** Outcomes, as the metric has them. */
  enum Outcome {
    SIGNED_IN,
    CODE_NEEDED,
    WRONG_PASSWORD,
    NOT_A_USER,
    WRONG_CODE,
    EXPIRED,
    LOCKED_OUT,
    FORBIDDEN,
    UNAVAILABLE
  }

  private final MeterRegistry meters;
  private final Tracing tracing;

  SignInReport(MeterRegistry meters, Tracing tracing) {
    this.meters = meters;
    this.tracing = tracing;
  }

  /** A kind of device was looked at, if the Directory has rules for them. */
  void device(Directory directory, Optional<Step.Refused> refusal) {
    boolean looked = refusal.isEmpty() || refusal.get().code() == Step.Code.DeviceForbidden;
    if (directory.getSpec().deviceTypes() != null && looked) {
      Meters.counter(
              meters,
              Metric.GATEWAY_DEVICE_CHECKS_TOTAL,
              id(directory),
              refusal.isEmpty() ? "ALLOWED" : "FORBIDDEN")
          .increment();
    }
  }

  private static String id(Directory directory) {
    return Ids.directory(directory.getMetadata().getUid());
  }

  /** An attempt begins: until it is closed, all that is logged and traced is about it. */
  Trial trial(Directory directory) {
    Span span = tracing.begin("sign-in", "deskwright.directory.id", id(directory));
    return new Trial(directory, LogFields.of(directory), span, span.activate());
  }

  final class Trial implements AutoCloseable {

    private final Directory directory;
    private final LogFields fields;
    private final Span span;
    private final Span.Scope scope;

    private Trial(Directory directory, LogFields fields, Span span, Span.Scope scope) {
      this.directory = directory;
      this.fields = fields;
      this.span = span;
      this.scope = scope;
    }

    void tell(String userName, Client client, Verdict verdict) {
      var meta = directory.getMetadata();
      LOG.info(
          "Sign-in to {} as {} from {}: {}",
          meta.getNamespace() + "/" + meta.getName(),
          quoted(userName),
          quoted(client.address()),
          verdict.detail());
      Meters.counter(meters, Metric.GATEWAY_SIGN_INS_TOTAL, id(directory), verdict.outcome().name())
          .increment();
      span.set("deskwright.outcome", verdict.outcome().name());
    }

    @Override
    public void close() {
      scope.close();
      span.end();
      fields.close();
    }
  }

  /** Whatever somebody typed, in quotation marks, with nothing in it that a terminal acts on. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .limit(LONGEST)
        .forEach(
            each -> {
              if (each == '"' || each == '\\') {
                quoted.append('\\').appendCodePoint(each);
              } else if (isPlain(each)) {
                quoted.appendCodePoint(each);
              } else {
                quoted.append("\\u{%x}".formatted(each));
              }
            });
    return quoted.append('"').toString();
  }

  private static boolean isPlain(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
