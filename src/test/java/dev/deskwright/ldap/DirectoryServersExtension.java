package dev.deskwright.ldap;

import dev.deskwright.ldap.WithDirectoryServers.Kind;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** What {@link WithDirectoryServers} does. */
final class DirectoryServersExtension implements ExecutionCondition {

  /** A condition and not an assumption: build tools count what it skips, and print why. */
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<String> missing =
        AnnotationSupport.findAnnotation(context.getElement(), WithDirectoryServers.class)
            .flatMap(wanted -> missing(wanted.value()));
    // In CI the test runs, and fails as it finds no server.
    if (missing.isEmpty() || "true".equals(System.getenv("CI"))) {
      return ConditionEvaluationResult.enabled("There is a directory server to start");
    }
    System.out.printf("Skipped %s. %s%n", context.getDisplayName(), missing.get());
    return ConditionEvaluationResult.disabled(missing.get());
  }

  private static Optional<String> missing(Kind kind) {
    return switch (kind) {
      case SLAPD -> SlapdProcess.missing();
      case SAMBA -> SambaDomain.missing();
    };
  }
}
