package dev.deskwright.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CleanUpTest {

  private final List<String> ended = new ArrayList<>();

  private AutoCloseable named(String name) {
    return () -> ended.add(name);
  }

  @Test
  void endsTheLastFirst() {
    var cleanUp = new CleanUp();
    cleanUp.add(named("server"));
    cleanUp.add(named("client"));
    cleanUp.close();
    assertThat(ended).containsExactly("client", "server");
  }

  @Test
  void endsTheOthersWhenOneFails() {
    var cleanUp = new CleanUp();
    cleanUp.add(named("server"));
    cleanUp.add(
        () -> {
          throw new IllegalStateException("on purpose");
        });
    cleanUp.close();
    assertThat(ended).containsExactly("server");
  }

  @Test
  void whatIsEndedCanWait() {
    var cleanUp = new CleanUp();
    cleanUp.add(() -> ended.add("interrupted: " + Thread.currentThread().isInterrupted()));
    Thread.currentThread().interrupt();
    cleanUp.close();
    assertThat(ended).containsExactly("interrupted: false");
  }
}
