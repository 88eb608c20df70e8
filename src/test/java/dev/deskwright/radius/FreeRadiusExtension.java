package dev.deskwright.radius;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What {@link WithFreeRadius} does. */
final class FreeRadiusExtension implements ExecutionCondition {

  /** A condition and not an assumption: build tools count what it skips, and print why. */
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<String> missing = FreeRadiusProcess.missing();
    // In CI the test runs, and fails as it finds no server.
    if (missing.isEmpty() || "true".equals(System.getenv("CI"))) {
      return ConditionEvaluationResult.enabled("There is a RADIUS server to start");
    }
    System.out.printf("Skipped %s. %s%n", context.getDisplayName(), missing.get());
    return ConditionEvaluationResult.disabled(missing.get());
  }
}
