package dev.deskwright.workspace.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Prices;
import dev.deskwright.api.v1alpha1.Usage;
import dev.deskwright.api.v1alpha1.Usage.Billing;
import dev.deskwright.api.v1alpha1.Usage.Month;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostsTest {

  private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  private static Usage.Cost cost(Prices prices, Month... months) {
    return Costs.of(prices, List.of(months), NOW);
  }

  private static Month november(Long alwaysOn, Long autoStop, Long manual) {
    return new Month("2026-11", alwaysOn, autoStop, manual);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 7.00, Hourly",
    "1, 7.50, Hourly",
    "3600, 7.50, Hourly",
    "3601, 8.00, Hourly",
    "162000, 29.50, Hourly",
    "162001, 30.00, Monthly",
    "165600, 30.00, Monthly",
    "165601, 30.50, Monthly",
    "2592000, 367.00, Monthly",
  })
  void hoursBegunAreAddedToTheBase(long seconds, String hourly, Billing cheaper) {
    assertThat(cost(new Prices("EUR", "30", "7", "0.5"), november(null, seconds, null)))
        .isEqualTo(new Usage.Cost("2026-11", "EUR", "30.00", hourly, cheaper));
  }

  @ParameterizedTest
  @CsvSource({
    "30, 7, 1, 30.00, 8.00",
    "30.5, 7, 0.25, 30.50, 7.25",
    "30, 7.125, 1, 30.000, 8.125",
    "30, 7, 0.0375, 30.0000, 7.0375",
    "999999999.9999, 999999999.9999, 999999999.9999, 999999999.9999, 1999999999.9998",
    "0, 0, 0, 0.00, 0.00",
  })
  void amountsHaveAsManyDecimalsAsThePrices(
      String monthly, String base, String hour, String monthlyShown, String hourlyShown) {
    var cost = cost(new Prices("EUR", monthly, base, hour), november(null, null, 60L));
    assertThat(cost.monthly()).isEqualTo(monthlyShown);
    assertThat(cost.hourly()).isEqualTo(hourlyShown);
  }

  @Test
  void theSecondsOfAllModesAreAddedUpBeforeAnHourIsBegun() {
    var cost = cost(new Prices("EUR", "30", "7", "1"), november(1200L, 1200L, 1200L));
    assertThat(cost.hourly()).isEqualTo("8.00");
  }

  @Test
  void otherMonthsCostNothingInThisOne() {
    var october = new Month("2026-10", null, 999_999L, null);
    assertThat(cost(new Prices("EUR", "30", "7", "1"), october).hourly()).isEqualTo("7.00");
    assertThat(Costs.of(new Prices("EUR", "30", "7", "1"), null, NOW).hourly()).isEqualTo("7.00");
  }

  @Test
  void withoutPricesThereIsNoCost() {
    assertThat(cost(null, november(null, 1L, null))).isNull();
  }

  @Test
  void theHighestAmountFitsItsField() {
    String most = "999999999.9999";
    var cost = cost(new Prices("EUR", most, most, most), november(2_678_400L, null, null));
    assertThat(cost.hourly()).hasSizeLessThanOrEqualTo(24);
  }

  @ParameterizedTest
  @CsvSource({
    "35.00, 9.75, 0.36, 70",
    "30, 7, 0.5, 45",
    "30, 7, 23, 0",
    "30, 7, 24, 0",
    "30, 7, 0,",
    "7, 7, 1,",
    "7, 30, 1,",
  })
  void hoursUpToWhichTheHourIsCheaper(String monthly, String base, String hour, Long hours) {
    var prices = new Prices("EUR", monthly, base, hour);
    assertThat(Costs.hoursUpTo(prices))
        .isEqualTo(hours == null ? OptionalLong.empty() : OptionalLong.of(hours));
    if (hours != null) {
      long seconds = hours * 3600;
      assertThat(Costs.of(prices, NOVEMBER, seconds).cheaper()).isEqualTo(Billing.Hourly);
      assertThat(Costs.of(prices, NOVEMBER, seconds + 1).cheaper()).isEqualTo(Billing.Monthly);
    }
  }
}
