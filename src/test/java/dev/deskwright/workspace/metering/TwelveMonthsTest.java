package dev.deskwright.workspace.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.RunningMode.Mode;
import dev.deskwright.api.v1alpha1.Usage;
import dev.deskwright.api.v1alpha1.Usage.Month;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Twelve simulated months with a thousand restarts, and a second book that must agree. */
class TwelveMonthsTest {

  private static final Logger LOG = LoggerFactory.getLogger(TwelveMonthsTest.class);

  private static Map<String, Map<Mode, Long>> sums(Usage usage) {
    var sums = new TreeMap<String, Map<Mode, Long>>();
    for (Month month : usage.months()) {
      var modes = new TreeMap<Mode, Long>();
      putIfThere(modes, Mode.AlwaysOn, month.alwaysOnSeconds());
      putIfThere(modes, Mode.AutoStop, month.autoStopSeconds());
      putIfThere(modes, Mode.Manual, month.manualSeconds());
      sums.put(month.month(), modes);
    }
    return sums;
  }

  private static void putIfThere(Map<Mode, Long> modes, Mode mode, Long seconds) {
    if (seconds != null) {
      modes.put(mode, seconds);
    }
  }

  private static long total(Map<String, Map<Mode, Long>> sums) {
    return sums.values().stream().flatMap(m -> m.values().stream()).mapToLong(s -> s).sum();
  }

  /** Compares and returns how many seconds were compared. */
  private static long compare(SimulatedYear year, long seed) {
    var metered = sums(year.usage());
    assertThat(metered).isEqualTo(year.book().sums());
    assertThat(metered).hasSize(13);
    assertThat(metered.values().stream().flatMap(m -> m.keySet().stream())).contains(Mode.values());
    assertThat(year.restarts()).isGreaterThanOrEqualTo(1_000);
    LOG.info(
        "seed {}: {} restarts, {} sessions, {} looks, {} writes, {} seconds compared, all equal",
        seed,
        year.restarts(),
        year.sessions(),
        year.looks(),
        year.writes(),
        total(metered));
    return total(metered);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theMeterAgreesWithTheTruthToTheSecond(long seed) {
    var year = new SimulatedYear(seed, false);
    year.live();
    assertThat(compare(year, seed)).isEqualTo(year.trueSeconds());
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void podsThatVanishCountUntilTheyAreMissed(long seed) {
    var year = new SimulatedYear(seed, true);
    year.live();
    assertThat(compare(year, seed)).isNotEqualTo(year.trueSeconds());
  }
}
