package dev.deskwright.gateway.browser;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What {@link WithBrowser} does. */
final class BrowserExtension implements ExecutionCondition, ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(BrowserExtension.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<String> missing = Chromium.missing();
    // In CI the test runs, and fails as it finds no browser.
    if (missing.isEmpty() || "true".equals(System.getenv("CI"))) {
      return ConditionEvaluationResult.enabled("There is a browser");
    }
    System.out.printf("Skipped %s. %s%n", context.getDisplayName(), missing.get());
    return ConditionEvaluationResult.disabled(missing.get());
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Scene.class;
  }

  /** One for all classes: it takes seconds to set up, and is closed after the last of all tests. */
  @Override
  public Scene resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Scene.class, key -> Scene.set(), Scene.class);
  }
}
