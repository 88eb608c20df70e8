package dev.deskwright.workspace.metering;

import dev.deskwright.api.v1alpha1.RunningMode.Mode;
import dev.deskwright.api.v1alpha1.Usage;
import dev.deskwright.api.v1alpha1.Usage.Month;
import dev.deskwright.api.v1alpha1.Usage.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Figures to test with, in few words. A time without a date is one of 2026-11-24. */
final class Figures {

  private Figures() {}

  static Instant time(String time) {
    return Instant.parse(time.contains("T") ? time : "2026-11-24T" + time + "Z");
  }

  /** Written "pod-1 10:00:00", with the end as a third word if there is one; null for no pod. */
  static Optional<Run> run(String pod) {
    if (pod == null) {
      return Optional.empty();
    }
    String[] words = pod.split(" ", -1);
    Optional<Instant> end = words.length > 2 ? Optional.of(time(words[2])) : Optional.empty();
    return Optional.of(new Run(words[0], time(words[1]), end));
  }

  /** Written "pod-1 AutoStop"; null for none. */
  static Session session(String session) {
    if (session == null) {
      return null;
    }
    String[] words = session.split(" ", -1);
    return new Session(words[0], Mode.valueOf(words[1]));
  }

  static Usage usage(String asOf, String session, Month... months) {
    return new Usage(
        time(asOf).toString(), session(session), months.length == 0 ? null : List.of(months), null);
  }

  static Usage usage(String asOf, String session, long autoStopSeconds) {
    return autoStopSeconds == 0
        ? usage(asOf, session)
        : usage(asOf, session, new Month("2026-11", null, autoStopSeconds, null));
  }
}
