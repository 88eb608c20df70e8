package dev.deskwright.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InformerEndTest {

  private final Exception error = new IllegalStateException("Connection was closed");

  private final List<Integer> exits = new ArrayList<>();

  @Test
  void operatorThatHasStartedAndHearsNothingMoreEnds() {
    new InformerEnd(() -> true, exits::add).onStop(null, error);

    assertThat(exits).containsExactly(1);
  }

  @Test
  void failedStartIsForWhoeverStarted() {
    new InformerEnd(() -> false, exits::add).onStop(null, error);

    assertThat(exits).isEmpty();
  }

  @Test
  void informerThatWasStoppedIsNoError() {
    new InformerEnd(() -> true, exits::add).onStop(null, null);

    assertThat(exits).isEmpty();
  }
}
