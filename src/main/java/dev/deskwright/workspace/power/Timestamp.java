package dev.deskwright.workspace.power;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** A time as others wrote it, which may be anything. */
public final class Timestamp {

  private Timestamp() {}

  /** The moment; empty if there is no text, or it is no time. */
  public static Optional<Instant> parse(String text) {
    try {
      return Optional.ofNullable(text).map(Instant::parse);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
