package dev.deskwright.usage;

import dev.deskwright.api.v1alpha1.Prices;
import dev.deskwright.api.v1alpha1.RunningMode.Mode;
import dev.deskwright.api.v1alpha1.Usage.Billing;
import dev.deskwright.workspace.metering.Costs;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The running mode that is cheaper for a whole month.
 *
 * @param mode the present one if no other is cheaper; empty if nothing can be said
 * @param saves what a change to it saves in a month, at least; empty if there is none to be made
 * @param note what else there is to say, or why there is no mode; may be empty
 */
record Advice(Optional<Mode> mode, Optional<BigDecimal> saves, String note) {

  /** No advice, and why. */
  static Advice none(String why) {
    return new Advice(Optional.empty(), Optional.empty(), why);
  }

  /**
   * How much of the time a desktop that was AlwaysOn was of use, its running time does not say. So
   * there is advice only where the least and the most that it can have been lead to the same.
   *
   * @param present the mode in force now
   */
  static Advice of(Desktop desktop, Mode present, Prices prices) {
    Span span = desktop.span();
    if (!span.isLongEnough()) {
      return none(span.tooEarly());
    }
    var least = Costs.of(prices, span.month(), span.wholeMonth(desktop.leastUse()));
    var most = Costs.of(prices, span.month(), span.wholeMonth(desktop.mostUse()));
    Mode stopping = present == Mode.AlwaysOn ? Mode.AutoStop : present;
    if (least.cheaper() != most.cheaper()) {
      return none(
          "%s if used up to %d h".formatted(stopping, Costs.hoursUpTo(prices).orElseThrow()));
    }
    var monthly = new BigDecimal(most.monthly());
    return least.cheaper() == Billing.Hourly
        ? change(present, stopping, monthly.subtract(new BigDecimal(most.hourly())))
            .because(desktop.isUnused() ? "nobody connected" : "")
        : change(present, Mode.AlwaysOn, new BigDecimal(least.hourly()).subtract(monthly));
  }

  private static Advice change(Mode present, Mode cheaper, BigDecimal saves) {
    return present == cheaper || saves.signum() == 0
        ? new Advice(Optional.of(present), Optional.empty(), "")
        : new Advice(Optional.of(cheaper), Optional.of(saves), "");
  }

  private Advice because(String reason) {
    return isChange() ? new Advice(mode, saves, reason) : this;
  }

  /** Whether another mode than the present one is cheaper. */
  boolean isChange() {
    return saves.isPresent();
  }
}
