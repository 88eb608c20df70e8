package dev.deskwright.workspace.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The same answers as from a plain list of all the times that a schedule comes. */
class SchedulesPropertyTest {

  private static final int DAYS = 40;

  /** A schedule, and in words of its own what it means. */
  record Plan(Set<Integer> minutes, Set<Integer> hours, Set<Integer> weekdays) {

    String cron() {
      return "%s %s * * %s".formatted(list(minutes), list(hours), list(weekdays));
    }

    private static String list(Set<Integer> numbers) {
      return String.join(",", numbers.stream().sorted().map(String::valueOf).toList());
    }

    NavigableSet<Instant> around(LocalDate day, ZoneId zone) {
      NavigableSet<Instant> all = new TreeSet<>();
      day.minusDays(DAYS)
          .datesUntil(day.plusDays(DAYS))
          .filter(date -> weekdays.contains(date.getDayOfWeek().getValue() % 7))
          .forEach(
              date ->
                  hours.forEach(
                      hour ->
                          minutes.forEach(
                              minute ->
                                  all.add(moment(date.atTime(LocalTime.of(hour, minute)), zone)))));
      return all;
    }

    private static Instant moment(LocalDateTime time, ZoneId zone) {
      ZoneOffsetTransition change = zone.getRules().getTransition(time);
      return change != null && change.isGap()
          ? change.getInstant()
          : time.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }
  }

  @Provide
  Arbitrary<Plan> plans() {
    return Combinators.combine(numbers(59, 3), numbers(23, 4), numbers(6, 5)).as(Plan::new);
  }

  private static Arbitrary<Set<Integer>> numbers(int most, int count) {
    return Arbitraries.integers().between(0, most).set().ofMinSize(1).ofMaxSize(count);
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(
            "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC")
        .map(ZoneId::of);
  }

  /** Days around which clocks are changed, and any others. */
  @Provide
  Arbitrary<LocalDate> days() {
    Arbitrary<LocalDate> changes =
        Arbitraries.of(
            LocalDate.of(2026, 3, 29),
            LocalDate.of(2026, 10, 25),
            LocalDate.of(2026, 3, 8),
            LocalDate.of(2026, 11, 1),
            LocalDate.of(2026, 4, 5),
            LocalDate.of(2026, 10, 4));
    return Arbitraries.oneOf(
        changes, Arbitraries.integers().between(0, 1_500).map(LocalDate.of(2025, 1, 1)::plusDays));
  }

  @Property(tries = 500)
  void lastAndNextAreThoseOfTheList(
      @ForAll("plans") Plan plan,
      @ForAll("zones") ZoneId zone,
      @ForAll("days") LocalDate day,
      @ForAll @IntRange(max = 86_399) int second) {
    Instant now = day.atStartOfDay(zone).toInstant().plusSeconds(second);
    NavigableSet<Instant> all = plan.around(day, zone);

    assertThat(Schedules.lastAtOrBefore(plan.cron(), zone, now)).contains(all.floor(now));
    assertThat(Schedules.nextAfter(plan.cron(), zone, now)).contains(all.higher(now));
  }
}
