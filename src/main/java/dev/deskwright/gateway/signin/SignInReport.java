package dev.deskwright.gateway.signin;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.gateway.client.Client;
import dev.deskwright.kernel.Ids;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line in the log for each attempt, and the metric {@code deskwright.gateway.sign.ins}, by
 * Directory and outcome.
 */
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

  SignInReport(MeterRegistry meters) {
    this.meters = meters;
  }

  void tell(Directory directory, String userName, Client client, Outcome outcome, String detail) {
    String name = directory.getMetadata().getNamespace() + "/" + directory.getMetadata().getName();
    LOG.info(
        "Sign-in to {} as {} from {}: {}",
        name,
        quoted(userName),
        quoted(client.address()),
        detail);
    meters
        .counter(
            "deskwright.gateway.sign.ins",
            "directory_id",
            Ids.directory(directory.getMetadata().getUid()),
            "outcome",
            outcome.name())
        .increment();
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
