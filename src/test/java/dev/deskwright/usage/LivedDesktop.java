package dev.deskwright.usage;

import dev.deskwright.api.v1alpha1.RunningMode.Mode;
import dev.deskwright.api.v1alpha1.Usage;
import dev.deskwright.workspace.metering.Meter;
import dev.deskwright.workspace.metering.Run;
import dev.deskwright.workspace.metering.SecondBook;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Some weeks of a desktop, at random: it starts, stops and changes its mode. The real meter looks
 * at each change and now and then in between, with nothing left of it from look to look but what it
 * wrote. A book of its own has every second.
 */
public final class LivedDesktop {

  /** In whose months the weeks are. */
  public static final LocalDate FIRST_DAY = LocalDate.of(2026, 9, 20);

  private static final int DAYS = 70;
  private static final List<Mode> MODES = List.of(Mode.values());

  private final Random random;
  private final Instant created;
  private final Instant now;
  private final SecondBook book = new SecondBook(FIRST_DAY, DAYS);
  private Mode mode;
  private String status = "null";

  /**
   * Lives.
   *
   * @param now when the story ends, in the midst of a session perhaps
   */
  public LivedDesktop(Random random, Instant now) {
    this.random = random;
    this.now = now;
    this.created =
        FIRST_DAY.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(random.nextInt(45 * 86_400));
    this.mode = anyMode();
    Instant moment = created.plusSeconds(random.nextInt(3_000));
    for (int pod = 0; moment.isBefore(now); pod++) {
      moment = run("pod-" + pod, moment).plusSeconds(random.nextInt(200_000));
    }
  }

  private Mode anyMode() {
    return MODES.get(random.nextInt(MODES.size()));
  }

  /** One pod, from its readiness to its end or to now; gives the end. */
  private Instant run(String pod, Instant ready) {
    Instant end = ready.plusSeconds(1 + random.nextInt(400_000));
    Instant at = ready;
    look(new Run(pod, ready, Optional.empty()), at);
    while (at.isBefore(end) && at.isBefore(now)) {
      Instant next = earliest(at.plusSeconds(1 + random.nextInt(90_000)), end, now);
      for (long second = at.getEpochSecond(); second < next.getEpochSecond(); second++) {
        book.write(second, mode);
      }
      at = next;
      boolean ended = at.equals(end);
      boolean changes = !ended && random.nextInt(4) == 0;
      mode = changes ? anyMode() : mode;
      if (ended || changes || random.nextInt(3) == 0) {
        look(new Run(pod, ready, ended ? Optional.of(end) : Optional.empty()), at);
      }
    }
    return end;
  }

  private static Instant earliest(Instant a, Instant b, Instant c) {
    Instant earlier = a.isBefore(b) ? a : b;
    return earlier.isBefore(c) ? earlier : c;
  }

  private void look(Run run, Instant at) {
    Usage before = Serialization.unmarshal(status, Usage.class);
    status = Serialization.asJson(Meter.advance(before, Optional.of(run), mode, at));
  }

  /** The figures, as they would be in the status. */
  public String usage() {
    return status;
  }

  /** The running mode at the end. */
  public Mode mode() {
    return mode;
  }

  /** When it was created. */
  public Instant created() {
    return created;
  }

  /** The seconds of a month in each mode, by the book. */
  public Map<Mode, Long> seconds(String month) {
    return book.sums().getOrDefault(month, Map.of());
  }
}
