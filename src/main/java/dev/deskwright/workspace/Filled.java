package dev.deskwright.workspace;

import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import io.javaoperatorsdk.operator.health.Status;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Answers from other controllers' caches. Controllers fill theirs at their own pace at a start, and
 * empty them at a stop: before and after that, finding nothing means nothing.
 */
final class Filled {

  private Filled() {}

  /** Whether a controller's cache is. */
  static boolean isFilled(Object cache) {
    return cache instanceof AbstractEventSource<?, ?> source
        && source.isRunning()
        && cache instanceof InformerWrappingEventSourceHealthIndicator<?> informers
        && informers.informerHealthIndicators().values().stream()
            .allMatch(informer -> informer.hasSynced() && informer.getStatus() == Status.HEALTHY);
  }

  /** The answer, if the caches were filled all the while. */
  static <T> Optional<T> answer(BooleanSupplier filled, Supplier<T> question) {
    return Optional.of(filled)
        .filter(BooleanSupplier::getAsBoolean)
        .map(caches -> question.get())
        .filter(answer -> filled.getAsBoolean());
  }
}
