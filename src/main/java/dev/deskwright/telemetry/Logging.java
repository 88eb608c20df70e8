package dev.deskwright.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import dev.deskwright.config.OperatorConfig.LogLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets the log up as the settings say. */
public final class Logging {

  private Logging() {}

  /** Applies format and level to the whole process. */
  public static void configure(boolean json, LogLevel level) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    context.getLogger("dev.deskwright").setLevel(Level.valueOf(level.name()));
    root.setLevel(level.compareTo(LogLevel.DEBUG) >= 0 ? Level.valueOf(level.name()) : Level.WARN);
    if (json) {
      root.detachAndStopAllAppenders();
      root.addAppender(jsonAppender(context));
    }
  }

  /** Logs nothing, for commands whose output is an answer and nothing else. */
  public static void silence() {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
    context.getLogger("dev.deskwright").setLevel(Level.OFF);
  }

  private static ConsoleAppender<ILoggingEvent> jsonAppender(LoggerContext context) {
    var encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.setWithArguments(false);
    encoder.setWithContext(false);
    encoder.setWithFormattedMessage(true);
    encoder.setWithMessage(false);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.start();
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }
}
