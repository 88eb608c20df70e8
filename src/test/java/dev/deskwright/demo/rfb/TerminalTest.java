package dev.deskwright.demo.rfb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {

  private static final int CONTROL = 0xffe3;
  private static final int ALT_GR = 0xfe03;

  private final List<String> copied = new ArrayList<>();
  private final Terminal terminal =
      new Terminal(
          new Shell("ada", "ws", new HomeFolder(), new DesktopFixture().clock, copied::add));
  private final Keyboard keyboard = new Keyboard();

  private String last() {
    List<Terminal.Line> lines = terminal.lines();
    return lines.get(lines.size() - 1).text();
  }

  /** What a command prints. */
  private String run(String command) {
    int before = terminal.lines().size();
    terminal.paste(command + "\n");
    List<Terminal.Line> lines = terminal.lines();
    return String.join(
        "|",
        lines.subList(before, lines.size() - 1).stream().map(Terminal.Line::toString).toList());
  }

  private void press(int... keysyms) {
    for (int keysym : keysyms) {
      keyboard.key(keysym, true, terminal);
      keyboard.key(keysym, false, terminal);
    }
  }

  private void chord(int modifier, int keysym) {
    keyboard.key(modifier, true, terminal);
    press(keysym);
    keyboard.key(modifier, false, terminal);
  }

  @Test
  void commandsDoWhatTheySay() {
    assertThat(run("whoami")).isEqualTo("ada");
    assertThat(run("  echo   two  words ")).isEqualTo("two  words");
    assertThat(run("date")).isEqualTo("Sun 1 Mar 2026 10:00:00 Z");
    assertThat(run("uptime")).startsWith("up 0:00:00");
    assertThat(run("ls")).isEqualTo("README.txt  shopping.txt");
    assertThat(run("cat shopping.txt")).startsWith("tea|bread|");
    assertThat(run("cat nothing")).isEqualTo("cat: nothing: no such file");
    assertThat(run("")).isEmpty();
    assertThat(run("help")).contains("simulated").contains("whoami");
    assertThat(run("make me a sandwich")).isEqualTo("make: command not found. Try: help");
    assertThat(run("copy that")).contains("that");
    assertThat(copied).containsExactly("that");
    assertThat(run("cat README.txt")).contains("SIMULATED");
  }

  @Test
  void filesAreWrittenWithinLimits() {
    assertThat(run("echo 'one' > a.txt")).isEmpty();
    assertThat(run("echo two >> a.txt")).isEmpty();
    assertThat(run("cat a.txt")).isEqualTo("one|two");
    assertThat(run("echo x > ../../etc/passwd")).contains("name");
    assertThat(run("rm a.txt")).isEmpty();
    assertThat(run("rm a.txt")).contains("no such file");
    for (int i = 0; i < 30; i++) {
      run("echo x > f" + i);
    }
    assertThat(run("echo x > onemore")).contains("no space left");
    for (int i = 0; i < 99; i++) {
      run("echo x >> f0");
    }
    assertThat(run("echo x >> f0")).contains("no space left");
  }

  @Test
  void clearWipesAndTextIsBounded() {
    terminal.paste("clear\n");
    assertThat(terminal.lines()).hasSize(1);
    for (int i = 0; i < 1_000; i++) {
      terminal.paste("echo " + i + "\n");
    }
    assertThat(terminal.lines()).hasSizeLessThan(310);
    terminal.paste("y".repeat(100_000));
    assertThat(last()).hasSize(500);
  }

  @Test
  void aLineCanBeEdited() {
    terminal.type("ac");
    press(0xff51, 'b');
    assertThat(last()).isEqualTo("abc");
    press(0xff50, 0xffff, 0xff57, 'd', 0xff08);
    assertThat(last()).isEqualTo("bc");
    press(' ', 'x', 'y');
    chord(CONTROL, 'w');
    assertThat(last()).isEqualTo("bc ");
    chord(CONTROL, 'u');
    assertThat(last()).isEmpty();
    press(0xff08, 0xffff, 0xff51, 0xff53);
    assertThat(last()).isEmpty();
  }

  @Test
  void earlierLinesComeBack() {
    run("echo 1");
    run("echo 2");
    press(0xff52, 0xff52, 0xff52);
    assertThat(last()).isEqualTo("echo 1");
    press(0xff54);
    assertThat(last()).isEqualTo("echo 2");
    press(0xff54, 0xff54);
    assertThat(last()).isEmpty();
  }

  @Test
  void controlDoesNotType() {
    terminal.type("abc");
    chord(CONTROL, 'C');
    assertThat(last()).isEmpty();
    assertThat(terminal.lines().toString()).contains("abc^C");
    chord(CONTROL, 'v');
    chord(CONTROL, 'l');
    assertThat(terminal.lines()).hasSize(1);
    press('c');
    assertThat(last()).isEqualTo("c");
  }

  @Test
  void altGrTypes() {
    chord(ALT_GR, '@');
    chord(ALT_GR, 0x20ac);
    keyboard.key(CONTROL, true, terminal);
    chord(0xffea, '{');
    keyboard.key(CONTROL, false, terminal);
    chord(0xffe9, 'x');
    assertThat(last()).isEqualTo("@\u20ac{");
  }

  @ParameterizedTest
  @CsvSource({
    "0x41, A",
    "0x7e, ~",
    "0xfc, \u00fc",
    "0x1b3, \u0142",
    "0x1a1, \u0104",
    "0x3bf, \u014b",
    "0x20ac, \u20ac",
    "0x1000142, \u0142",
    "0xffb5, 5",
    "0xffab, +",
    "0xffae, ."
  })
  void keysymsAreCharacters(String keysym, String character) {
    assertThat(Character.toString(Keyboard.character(Integer.decode(keysym)))).isEqualTo(character);
  }

  @Property(tries = 2_000)
  void noKeyDoesHarm(@ForAll List<Integer> keysyms) {
    var own =
        new Terminal(
            new Shell("ada", "ws", new HomeFolder(), new DesktopFixture().clock, text -> {}));
    var keys = new Keyboard();
    for (int keysym : keysyms) {
      for (int each : List.of(keysym, keysym & 0xff, 0xff00 | (keysym & 0xff))) {
        keys.key(each, (keysym & 1) == 0, own);
      }
    }
    String line = own.lines().get(own.lines().size() - 1).text();
    assertThat(own.cursor()).isBetween(0, line.length());
  }

  @Test
  void everyGlyphCanBeDrawn() {
    Map<String, GlyphSheet> sheets =
        Map.of("mono", GlyphSheet.MONO, "sans", GlyphSheet.SANS, "bold", GlyphSheet.BOLD);
    sheets.forEach(
        (name, sheet) -> {
          for (int i = 0; i < GlyphSet.COUNT; i++) {
            String text = String.valueOf(GlyphSet.character(i));
            if (GlyphSet.has(text.charAt(0))) {
              assertThat(sheet.widthOf(text)).as(name + " " + text).isPositive();
              assertThat(ink(sheet, text) > 0)
                  .as(name + " " + text)
                  .isNotEqualTo(text.isBlank() || "\u00a0".contains(text));
            }
          }
        });
  }

  private static long ink(GlyphSheet sheet, String text) {
    Picture picture = Picture.opaque(40, 40);
    sheet.draw(picture, 4, 4, text, 0xffffff);
    return Arrays.stream(picture.pixels()).filter(pixel -> (pixel & 0xffffff) != 0).count();
  }
}
