package dev.deskwright.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.demo.Screen.Size;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScreenTest {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  private Screen screen(Optional<Size> terminal) {
    return new Screen(new PrintStream(written, true, UTF_8), terminal);
  }

  @Test
  void everyLineStaysWhereThereIsNoTerminal() {
    try (var screen = screen(Optional.empty())) {
      screen.begin("Nodes", "creating them");
      screen.update("half way", List.of("a table"));
      screen.done("3 of them");
    }
    assertThat(written.toString(UTF_8))
        .doesNotContain("\033", "a table")
        .matches(
            "(?s)\\.\\.  Nodes {10}creating them\\Rok  Nodes {10}3 of them \\(0\\.\\d s\\)\\R");
  }

  @Test
  void terminalIsRedrawnInPlace() {
    try (var screen = screen(Optional.of(new Size(24, 80)))) {
      screen.begin("Nodes", "creating them");
      screen.update("half way", List.of("a table", "of two lines"));
      screen.done("3 of them");
    }
    assertThat(written.toString(UTF_8))
        .contains("a table\033[K\nof two lines\033[K\n")
        .contains("\r\033[3A\033[J\033[32mok\033[0m  Nodes          3 of them");
  }

  @Test
  void nothingIsDrawnThatTheTerminalHasNoRoomFor() {
    try (var screen = screen(Optional.of(new Size(3, 10)))) {
      screen.begin("Nodes", "creating them");
      screen.update("half way", List.of("0123456789abc", "no room"));
    }
    assertThat(written.toString(UTF_8)).contains("0123456789\033[K").doesNotContain("no room");
  }

  @Test
  void failureBetweenTwoStepsIsSaid() {
    try (var screen = screen(Optional.empty())) {
      screen.failed("ended by a signal");
    }
    assertThat(written.toString(UTF_8)).isEqualToIgnoringNewLines("!!  ended by a signal");
  }

  @Test
  void sizeOfATerminalThatTellsNoneIsTheUsual() {
    assertThat(Size.parse("30 120\n")).isEqualTo(new Size(30, 120));
    assertThat(Size.parse("")).isEqualTo(Size.USUAL);
    assertThat(Size.parse("30")).isEqualTo(Size.USUAL);
  }
}
