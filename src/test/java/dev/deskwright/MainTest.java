package dev.deskwright;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import org.junit.jupiter.api.Test;

class MainTest {

  @Test
  void failureIsToldWithWhatItComesFrom() {
    var file = new FileNotFoundException("/etc/ca.crt (No such file or directory)");
    var failure = new IllegalStateException("An error has occurred.", new RuntimeException(file));
    assertThat(Main.explained(failure))
        .isEqualTo("An error has occurred. /etc/ca.crt (No such file or directory)");
  }

  @Test
  void whatIsSaidOnceIsNotSaidAgain() {
    var cause = new IllegalStateException("no such user");
    assertThat(Main.explained(new RuntimeException("Refused: no such user", cause)))
        .isEqualTo("Refused: no such user");
    assertThat(Main.explained(new RuntimeException(cause))).contains("no such user");
    assertThat(Main.explained(new IllegalStateException())).contains("IllegalStateException");
  }
}
