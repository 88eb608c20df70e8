package dev.deskwright.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class LogLevelsTest {

  private static final String LDAP = "dev.deskwright.ldap";

  @TempDir Path folder;

  private final LoggerContext context = new LoggerContext();
  private final ListAppender<ILoggingEvent> told = new ListAppender<>();
  private final Logger own = (Logger) LoggerFactory.getLogger(LogLevels.class);
  private Path file;
  private LogLevels levels;

  @BeforeEach
  void start() {
    own.setLevel(Level.INFO);
    own.addAppender(told);
    told.start();
    file = folder.resolve("levels.yaml");
    levels = new LogLevels(file, context);
    context.getLogger("root").setLevel(Level.WARN);
    context.getLogger("dev.deskwright").setLevel(Level.INFO);
  }

  @AfterEach
  void stop() {
    own.detachAppender(told);
    own.setLevel(null);
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
    levels.refresh();
  }

  private Level of(String logger) {
    return context.getLogger(logger).getEffectiveLevel();
  }

  private List<String> errors() {
    return told.list.stream()
        .filter(event -> event.getLevel() == Level.ERROR)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  @Test
  void aLevelChangesWhileTheProcessRuns() throws IOException {
    write(LDAP + ": debug");
    assertThat(of(LDAP + ".Server")).isEqualTo(Level.DEBUG);
    assertThat(of("dev.deskwright.kernel")).isEqualTo(Level.INFO);
    write(LDAP + ": ERROR\nroot: info");
    assertThat(of(LDAP)).isEqualTo(Level.ERROR);
    assertThat(of("io.fabric8")).isEqualTo(Level.INFO);
    assertThat(errors()).isEmpty();
  }

  @Test
  void aLoggerThatIsNoLongerNamedIsAsBefore() throws IOException {
    write("{dev.deskwright.ldap: trace, dev.deskwright: debug, root: error}");
    write("");
    assertThat(context.getLogger(LDAP).getLevel()).isNull();
    assertThat(of("dev.deskwright")).isEqualTo(Level.INFO);
    assertThat(of("root")).isEqualTo(Level.WARN);
  }

  @Test
  void aValueThatIsNoLevelIsToldOnceAndChangesNothing() throws IOException {
    write(LDAP + ": debug");
    write(LDAP + ": loud\ndev.deskwright.radius: trace");
    levels.refresh();
    assertThat(of(LDAP)).isEqualTo(Level.DEBUG);
    assertThat(of("dev.deskwright.radius")).isEqualTo(Level.TRACE);
    assertThat(errors())
        .singleElement()
        .asString()
        .contains(file.toString(), LDAP, "\"loud\"", "error, warn, info, debug, trace");
  }

  @ParameterizedTest
  @ValueSource(strings = {"debug", "[a, b]", "a: {b: debug}", "a: 'b"})
  void aFileThatIsNoMapIsToldOnceAndChangesNothing(String text) throws IOException {
    write(LDAP + ": debug");
    write(text);
    levels.refresh();
    assertThat(of(LDAP)).isEqualTo(Level.DEBUG);
    assertThat(errors()).singleElement().asString().contains("give a map from logger to level");
  }

  @Test
  void aFileThatIsGoneIsToldOnceAndChangesNothing() throws IOException {
    write(LDAP + ": debug");
    Files.delete(file);
    levels.refresh();
    levels.refresh();
    assertThat(of(LDAP)).isEqualTo(Level.DEBUG);
    assertThat(errors()).singleElement().asString().contains("cannot be read");
  }
}
