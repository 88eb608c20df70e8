package dev.deskwright.workspace.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.RunningMode.Mode;
import dev.deskwright.api.v1alpha1.Usage;
import dev.deskwright.api.v1alpha1.Usage.Session;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MeterPropertyTest {

  /** Two minutes around the beginning of a month, so that most spans cross it. */
  private static final Instant BASE = Instant.parse("2026-10-31T23:59:00Z");

  /** What is seen at one moment. */
  record Look(Optional<Run> run, Mode mode, Instant now) {
    Usage after(Usage usage) {
      return Meter.advance(usage, run, mode, now);
    }

    Look at(Instant moment) {
      return new Look(run, mode, moment);
    }
  }

  private static Arbitrary<Instant> moments() {
    return Arbitraries.longs().between(0, 120_000).map(BASE::plusMillis);
  }

  private static Arbitrary<Optional<Run>> runs() {
    Arbitrary<String> uids = Arbitraries.of("p1", "p2");
    return Combinators.combine(uids, moments(), moments().optional()).as(Run::new).optional();
  }

  @Provide
  Arbitrary<Look> looks() {
    return Combinators.combine(runs(), Arbitraries.of(Mode.class), moments()).as(Look::new);
  }

  @Provide
  Arbitrary<List<Look>> manyLooks() {
    return looks().list().ofMaxSize(12);
  }

  @Provide
  Arbitrary<Usage> records() {
    Arbitrary<Session> sessions =
        Combinators.combine(Arbitraries.of("p1", "p2"), Arbitraries.of(Mode.class))
            .as(Session::new)
            .injectNull(0.3);
    Arbitrary<Usage> records =
        Combinators.combine(moments(), sessions)
            .as(
                (at, session) ->
                    new Usage(at.truncatedTo(ChronoUnit.SECONDS).toString(), session, null, null));
    return records.injectNull(0.2);
  }

  private static long total(Usage usage) {
    var months = usage == null ? null : usage.months();
    return Months.seconds(months, YearMonth.of(2026, 10))
        + Months.seconds(months, YearMonth.of(2026, 11));
  }

  private static Instant asOf(Usage usage) {
    return usage == null ? Instant.EPOCH : Instant.parse(usage.asOf());
  }

  @Property
  void aLookInBetweenAtTheSamePodChangesNothing(
      @ForAll("records") Usage record, @ForAll("looks") Look look, @ForAll("looks") Look other) {
    boolean otherFirst = other.now().isBefore(look.now());
    Instant first = otherFirst ? other.now() : look.now();
    Instant second = otherFirst ? look.now() : other.now();
    Mode mode = record != null && record.running() != null ? record.running().mode() : look.mode();
    Look between = new Look(look.run(), mode, first);
    Assume.that(look.run().filter(run -> isNewOrKnown(record, run)).isPresent());
    assertThat(between.at(second).after(between.after(record)))
        .isEqualTo(between.at(second).after(record));
  }

  private static boolean isNewOrKnown(Usage record, Run run) {
    return record == null
        || record.running() == null
        || record.running().podUid().equals(run.podUid());
  }

  @Property
  void theSameLookTwiceCountsOnce(@ForAll("records") Usage record, @ForAll("looks") Look look) {
    Usage once = look.after(record);
    assertThat(look.after(once)).isEqualTo(once);
  }

  @Property
  void noSecondIsCountedTwiceWhateverIsSeenAndWhereverTheClockJumps(
      @ForAll("records") Usage record, @ForAll("manyLooks") List<Look> looks) {
    Usage usage = record;
    for (Look look : looks) {
      Usage next = look.after(usage);
      Instant from = usage == null ? BASE : asOf(usage);
      assertThat(asOf(next)).isAfterOrEqualTo(asOf(usage));
      assertThat(total(next) - total(usage))
          .isBetween(0L, Math.max(0, asOf(next).getEpochSecond() - from.getEpochSecond()));
      usage = next;
    }
    assertThat(total(usage)).isLessThanOrEqualTo(120);
  }
}
