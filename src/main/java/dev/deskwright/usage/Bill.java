package dev.deskwright.usage;

import dev.deskwright.api.v1alpha1.Prices;
import dev.deskwright.api.v1alpha1.Usage;
import dev.deskwright.workspace.metering.Costs;
import java.math.BigDecimal;

/**
 * What a month costs.
 *
 * @param billing the one that holds
 * @param monthly what it costs with monthly billing
 * @param hourly what it costs with hourly billing
 */
record Bill(Usage.Billing billing, String currency, BigDecimal monthly, BigDecimal hourly) {

  static Bill of(Desktop desktop, Usage.Billing billing, Prices prices) {
    Usage.Cost cost = Costs.of(prices, desktop.span().month(), desktop.total());
    return new Bill(
        billing, cost.currency(), new BigDecimal(cost.monthly()), new BigDecimal(cost.hourly()));
  }

  /** What it costs with the billing that holds. */
  BigDecimal cost() {
    return billing == Usage.Billing.Monthly ? monthly : hourly;
  }
}
