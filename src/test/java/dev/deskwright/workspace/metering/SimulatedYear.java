package dev.deskwright.workspace.metering;

import dev.deskwright.api.v1alpha1.RunningMode.Mode;
import dev.deskwright.api.v1alpha1.Usage;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * Twelve months of a desktop and its operator, at random. Pods get ready, lose and regain
 * readiness, and end, whether the operator is there or not. The operator looks now and then, writes
 * what is news (if the write does not fail), and crashes; nothing of it survives but what it wrote.
 */
final class SimulatedYear {

  static final LocalDate FIRST_DAY = LocalDate.of(2027, 3, 17);
  static final int DAYS = 366;

  private static final List<Mode> MODES = List.of(Mode.values());
  private static final Instant BEGIN = FIRST_DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
  private static final Instant END = BEGIN.plus(Duration.ofDays(DAYS));

  /** A pod as it really was. */
  private static final class Pod {
    final String uid;
    final Instant readyAt;

    /** The seconds of the written looks at which it was seen, and the last mode at each. */
    final TreeMap<Long, Mode> looks = new TreeMap<>();

    /** The mode at the first of them; a later look in the same second can have another. */
    Mode firstMode;

    Optional<Instant> shownReady = Optional.empty();
    Optional<Instant> end = Optional.empty();

    /** When the record has it end: its end, or if that was never seen, when it was missed. */
    Optional<Instant> recordedEnd = Optional.empty();

    Pod(int number, Instant readyAt) {
      this.uid = "pod-" + number;
      this.readyAt = readyAt;
    }
  }

  private final Random random;
  private final boolean podsVanish;
  private final List<Pod> pods = new ArrayList<>();
  private Optional<Pod> there = Optional.empty();
  private Instant now = BEGIN;
  private Instant backAt = BEGIN;
  private Mode mode = Mode.AutoStop;
  private String status = "null";
  private int restarts;
  private int looks;
  private int writes;

  /**
   * A year that is yet to be lived.
   *
   * @param podsVanish whether pods can be gone before their end was recorded
   */
  SimulatedYear(long seed, boolean podsVanish) {
    this.random = new Random(seed);
    this.podsVanish = podsVanish;
  }

  /** Lives through the year, with one last look at its end. */
  void live() {
    for (Instant next = step(); next.isBefore(END); next = step()) {
      now = next;
      happen();
      if (!now.isBefore(backAt)) {
        operate();
      }
    }
    now = END;
    look(true);
  }

  private Instant step() {
    int kind = random.nextInt(1000);
    int longest = kind < 400 ? 2 : kind < 930 ? 1_200 : kind < 998 ? 21_600 : 259_200;
    return now.plusMillis(random.nextLong(1, longest * 1_000L));
  }

  private boolean in(int percent) {
    return random.nextInt(100) < percent;
  }

  /** What happens by itself, or is done by people. */
  private void happen() {
    if (in(2)) {
      mode = MODES.get(random.nextInt(MODES.size()));
    }
    there.ifPresent(
        pod -> {
          if (pod.end.isEmpty() && in(4)) {
            pod.end = Optional.of(second());
          } else if (!pod.looks.isEmpty() && in(5)) {
            pod.shownReady = in(50) ? Optional.empty() : Optional.of(second());
          }
          boolean recorded = pod.recordedEnd.isPresent() || !wasReady(pod);
          if (pod.end.isPresent() && (recorded || podsVanish) && in(30)) {
            there = Optional.empty();
          }
        });
  }

  /** What the operator does while it is there. */
  private void operate() {
    if (there.isEmpty() && in(50)) {
      var pod = new Pod(pods.size(), second().plusSeconds(random.nextInt(300)));
      pod.shownReady = Optional.of(pod.readyAt);
      pods.add(pod);
      there = Optional.of(pod);
    }
    if (in(60)) {
      look(false);
    }
    if (in(6)) {
      restarts++;
      backAt = step();
    }
  }

  private void look(boolean last) {
    Usage before = Serialization.unmarshal(status, Usage.class);
    Optional<Run> run = there.filter(this::wasReady).map(pod -> asSeen(pod, before));
    Usage after = Meter.advance(before, run, mode, now);
    looks++;
    boolean isWritten = (Meter.isNews(before, after, now) || in(20)) && !in(10);
    if (last || isWritten) {
      status = Serialization.asJson(after);
      writes++;
      note(run);
    }
  }

  /** A pod that is not ready at the moment says no more since when it was. */
  private static Run asSeen(Pod pod, Usage before) {
    Instant since = pod.shownReady.orElseGet(() -> Instant.parse(before.asOf()));
    return new Run(pod.uid, since, pod.end);
  }

  private void note(Optional<Run> run) {
    for (Pod pod : pods) {
      boolean isSeen = run.filter(r -> r.podUid().equals(pod.uid)).isPresent();
      if (isSeen) {
        pod.firstMode = pod.looks.isEmpty() ? mode : pod.firstMode;
        pod.looks.put(now.getEpochSecond(), mode);
        pod.recordedEnd = pod.end;
      } else if (!pod.looks.isEmpty() && pod.recordedEnd.isEmpty()) {
        pod.recordedEnd = run.map(Run::readySince).or(() -> Optional.of(second()));
      }
    }
  }

  private boolean wasReady(Pod pod) {
    return !pod.readyAt.isAfter(now) && pod.end.filter(end -> !end.isAfter(pod.readyAt)).isEmpty();
  }

  private Instant second() {
    return now.truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * Writes every second that a seen pod ran, under the mode of the last written look before it, or
   * of the very first one.
   */
  SecondBook book() {
    var book = new SecondBook(FIRST_DAY, DAYS);
    for (Pod pod : pods) {
      if (!pod.looks.isEmpty()) {
        long end = pod.recordedEnd.orElse(END).getEpochSecond();
        for (long second = pod.readyAt.getEpochSecond(); second < end; second++) {
          var look = pod.looks.floorEntry(second);
          book.write(second, look == null ? pod.firstMode : look.getValue());
        }
      }
    }
    return book;
  }

  /** How long pods were ready in truth, up to their end, whether anybody saw them or not. */
  long trueSeconds() {
    return pods.stream()
        .filter(this::wasReady)
        .mapToLong(pod -> Duration.between(pod.readyAt, pod.end.orElse(END)).toSeconds())
        .sum();
  }

  /** The figures as last written. */
  Usage usage() {
    return Serialization.unmarshal(status, Usage.class);
  }

  int restarts() {
    return restarts;
  }

  int sessions() {
    return (int) pods.stream().filter(pod -> !pod.looks.isEmpty()).count();
  }

  int looks() {
    return looks;
  }

  int writes() {
    return writes;
  }
}
