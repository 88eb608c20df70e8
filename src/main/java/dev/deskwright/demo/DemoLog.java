package dev.deskwright.demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.LoggerFactory;

/** Keeps the log away from the screen: in a file, of which the end is shown after a failure. */
final class DemoLog implements AutoCloseable {

  private final ch.qos.logback.classic.Logger root;
  private final Level levelBefore;
  private final List<Appender<ILoggingEvent>> appendersBefore = new ArrayList<>();
  private final FileAppender<ILoggingEvent> appender = new FileAppender<>();
  private final Path file;
  private final BooleanSupplier ending;
  // The in-memory API server tells of every request here, on the terminal.
  private final java.util.logging.Logger platformRoot = java.util.logging.Logger.getLogger("");
  private final java.util.logging.Level platformLevelBefore = platformRoot.getLevel();

  /**
   * From now on all is logged to this file.
   *
   * @param ending whether the process is ending; nobody wants to read its last words
   */
  DemoLog(Path file, BooleanSupplier ending) {
    this.file = file;
    this.ending = ending;
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    levelBefore = root.getLevel();
    root.iteratorForAppenders().forEachRemaining(appendersBefore::add);
    appendersBefore.forEach(root::detachAppender);
    root.setLevel(Level.INFO);
    root.addAppender(fileAppender(context));
    platformRoot.setLevel(java.util.logging.Level.OFF);
  }

  private Appender<ILoggingEvent> fileAppender(LoggerContext context) {
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{0} %msg%n%ex{short}");
    encoder.start();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setFile(file.toString());
    appender.start();
    return appender;
  }

  /** The last lines. */
  List<String> end(int lines) {
    try {
      List<String> all = Files.readAllLines(file);
      return all.subList(Math.max(0, all.size() - lines), all.size());
    } catch (IOException e) {
      throw new UncheckedIOException("The demo's log cannot be read", e);
    }
  }

  /** Logs as before, unless the process is ending. */
  @Override
  public void close() {
    root.detachAppender(appender);
    appender.stop();
    if (!ending.getAsBoolean()) {
      appendersBefore.forEach(root::addAppender);
      root.setLevel(levelBefore);
      platformRoot.setLevel(platformLevelBefore);
    }
  }
}
