package dev.deskwright.workspace.power;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A cron expression of five fields, and the times on the clock that it names. It knows no time
 * zone: cron-utils leaves out a time that daylight saving skips, and looks back differently from
 * ahead over one that comes twice.
 */
final class CronExpression {

  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  /** Many desktops share few expressions, and to find out that one never comes is slow. */
  private static final Map<String, CronExpression> KNOWN = new ConcurrentHashMap<>();

  private static final int MOST_KNOWN = 1_000;

  private static final LocalDateTime LONG_AGO = LocalDateTime.of(2000, 1, 1, 0, 0);

  private final Optional<ExecutionTime> times;
  private final Optional<String> problem;

  private CronExpression(Optional<ExecutionTime> times, Optional<String> problem) {
    this.times = times;
    this.problem = problem;
  }

  static CronExpression of(String text) {
    CronExpression known = KNOWN.get(text);
    if (known != null) {
      return known;
    }
    if (KNOWN.size() >= MOST_KNOWN) {
      KNOWN.clear();
    }
    CronExpression parsed = parse(text);
    KNOWN.put(text, parsed);
    return parsed;
  }

  private static CronExpression parse(String text) {
    try {
      var times = ExecutionTime.forCron(PARSER.parse(text).validate());
      return times.nextExecution(onNoClock(LONG_AGO)).isPresent()
          ? new CronExpression(Optional.of(times), Optional.empty())
          : broken("no month that it names has the day that it names");
    } catch (IllegalArgumentException e) {
      return broken(e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
    }
  }

  private static CronExpression broken(String why) {
    return new CronExpression(Optional.empty(), Optional.of(why));
  }

  /** Why it names no time at all, if so. */
  Optional<String> problem() {
    return problem;
  }

  Optional<LocalDateTime> nextAfter(LocalDateTime time) {
    return times.flatMap(t -> t.nextExecution(onNoClock(time))).map(ZonedDateTime::toLocalDateTime);
  }

  Optional<LocalDateTime> lastAtOrBefore(LocalDateTime time) {
    LocalDateTime minuteAfter = time.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    return times
        .flatMap(t -> t.lastExecution(onNoClock(minuteAfter)))
        .map(ZonedDateTime::toLocalDateTime);
  }

  private static ZonedDateTime onNoClock(LocalDateTime time) {
    return time.atZone(ZoneOffset.UTC);
  }
}
