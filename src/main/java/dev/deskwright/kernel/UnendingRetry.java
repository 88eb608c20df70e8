package dev.deskwright.kernel;

import io.javaoperatorsdk.operator.processing.retry.Retry;
import io.javaoperatorsdk.operator.processing.retry.RetryExecution;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Tries again for ever: after half a second to a second at first, then twice that, up to a minute.
 */
public final class UnendingRetry implements Retry {

  private static final long FIRST_MILLIS = 1_000;
  private static final long LONGEST_MILLIS = 60_000;

  private final RandomGenerator random;

  public UnendingRetry(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public RetryExecution initExecution() {
    return new Execution();
  }

  private final class Execution implements RetryExecution {
    private int attempts;

    @Override
    public int getAttemptCount() {
      return attempts;
    }

    @Override
    public boolean isLastAttempt() {
      return false;
    }

    @Override
    public Optional<Long> nextDelay() {
      long most = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempts, 6));
      attempts++;
      return Optional.of(most / 2 + random.nextLong(most / 2 + 1));
    }
  }
}
