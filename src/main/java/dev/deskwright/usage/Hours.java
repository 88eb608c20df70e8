package dev.deskwright.usage;

import java.time.Duration;

/** Running time for people, without loss. */
final class Hours {

  private Hours() {}

  /** Hours, minutes and seconds, as in 120:04:59. */
  static String of(long seconds) {
    var time = Duration.ofSeconds(seconds);
    return "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }
}
