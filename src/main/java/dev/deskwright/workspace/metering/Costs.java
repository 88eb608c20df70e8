package dev.deskwright.workspace.metering;

import dev.deskwright.api.v1alpha1.Prices;
import dev.deskwright.api.v1alpha1.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;

/** What the running time of a month costs, in both ways of billing. */
public final class Costs {

  private static final int SECONDS_PER_HOUR = 3600;

  private static final int FEWEST_DECIMALS = 2;

  private Costs() {}

  /**
   * The cost of the current month so far. Hours begun count as whole, once a month and not once a
   * session.
   *
   * @param prices the Bundle's; null for none
   * @param months the running time; null for none
   * @return null without prices
   */
  public static Usage.Cost of(Prices prices, List<Usage.Month> months, Instant now) {
    if (prices == null) {
      return null;
    }
    YearMonth month = Months.at(now);
    BigDecimal monthly = new BigDecimal(prices.monthly());
    BigDecimal base = new BigDecimal(prices.hourlyBase());
    BigDecimal hour = new BigDecimal(prices.hourly());
    BigDecimal hours = BigDecimal.valueOf(hoursBegun(Months.seconds(months, month)));
    BigDecimal hourly = base.add(hour.multiply(hours));
    int decimals =
        Stream.of(monthly, base, hour)
            .mapToInt(BigDecimal::scale)
            .reduce(FEWEST_DECIMALS, Math::max);
    return new Usage.Cost(
        month.toString(),
        prices.currency(),
        monthly.setScale(decimals).toPlainString(),
        hourly.setScale(decimals).toPlainString(),
        hourly.compareTo(monthly) < 0 ? Usage.Billing.Hourly : Usage.Billing.Monthly);
  }

  private static long hoursBegun(long seconds) {
    return (seconds + SECONDS_PER_HOUR - 1) / SECONDS_PER_HOUR;
  }
}
