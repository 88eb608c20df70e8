package dev.deskwright.workspace.metering;

import dev.deskwright.api.v1alpha1.Prices;
import dev.deskwright.api.v1alpha1.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.OptionalLong;
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
    YearMonth month = Months.at(now);
    return prices == null ? null : of(prices, month, Months.seconds(months, month));
  }

  /**
   * The cost of a month. Hours begun count as whole, once a month and not once a session.
   *
   * @param seconds the running time of the month under all modes
   */
  public static Usage.Cost of(Prices prices, YearMonth month, long seconds) {
    BigDecimal monthly = new BigDecimal(prices.monthly());
    BigDecimal base = new BigDecimal(prices.hourlyBase());
    BigDecimal hour = new BigDecimal(prices.hourly());
    BigDecimal hourly = base.add(hour.multiply(BigDecimal.valueOf(hoursBegun(seconds))));
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

  /**
   * The most whole hours of a month with which hourly billing is still the cheaper one; empty if
   * the hours do not decide it, or none are few enough.
   */
  public static OptionalLong hoursUpTo(Prices prices) {
    BigDecimal hour = new BigDecimal(prices.hourly());
    BigDecimal room =
        new BigDecimal(prices.monthly()).subtract(new BigDecimal(prices.hourlyBase()));
    return hour.signum() == 0 || room.signum() <= 0
        ? OptionalLong.empty()
        : OptionalLong.of(room.divide(hour, 0, RoundingMode.CEILING).longValueExact() - 1);
  }

  private static long hoursBegun(long seconds) {
    return (seconds + SECONDS_PER_HOUR - 1) / SECONDS_PER_HOUR;
  }
}
