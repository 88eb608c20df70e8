package dev.deskwright.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class UnendingRetryTest {

  @Property(tries = 50)
  void itNeverEndsAndStaysInBounds(@ForAll Random random) {
    var execution = new UnendingRetry(random).initExecution();
    long most = 1_000;
    for (int attempt = 0; attempt < 1_000; attempt++) {
      assertThat(execution.getAttemptCount()).isEqualTo(attempt);
      assertThat(execution.isLastAttempt()).isFalse();
      assertThat(execution.nextDelay().orElseThrow()).isBetween(most / 2, most);
      most = Math.min(60_000, most * 2);
    }
  }

  @Example
  void eachObjectIsCountedOnItsOwn() {
    var retry = new UnendingRetry(new Random(1));
    retry.initExecution().nextDelay();
    assertThat(retry.initExecution().getAttemptCount()).isZero();
  }
}
