package dev.deskwright.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import dev.deskwright.config.LogConfig;
import dev.deskwright.config.OperatorConfig.LogLevel;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets the log up as the settings say. */
public final class Logging {

  private static final Duration LOOK = Duration.ofSeconds(5);

  private Logging() {}

  /** Applies format and levels to the whole process, and looks for other levels from then on. */
  public static void configure(LogConfig config) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    Level level = Level.valueOf(config.level().name());
    context.getLogger("dev.deskwright").setLevel(level);
    root.setLevel(config.level().compareTo(LogLevel.DEBUG) >= 0 ? level : Level.WARN);
    if (config.json()) {
      root.detachAndStopAllAppenders();
      root.addAppender(jsonAppender(context));
    }
    config.levelsFile().ifPresent(file -> follow(new LogLevels(file, context)));
  }

  /**
   * The kubelet replaces a mounted file by way of links, of which a watch of the file sees none.
   */
  private static void follow(LogLevels levels) {
    levels.refresh();
    var timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "log-levels");
              thread.setDaemon(true);
              return thread;
            });
    long seconds = LOOK.toSeconds();
    var unused = timer.scheduleWithFixedDelay(levels::refresh, seconds, seconds, TimeUnit.SECONDS);
  }

  /** Logs nothing, for commands whose output is an answer and nothing else. */
  public static void silence() {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
    context.getLogger("dev.deskwright").setLevel(Level.OFF);
  }

  private static ConsoleAppender<ILoggingEvent> jsonAppender(LoggerContext context) {
    var encoder = new JsonLines();
    encoder.setContext(context);
    encoder.start();
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }
}
