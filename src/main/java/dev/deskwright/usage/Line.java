package dev.deskwright.usage;

import dev.deskwright.api.v1alpha1.Prices;
import dev.deskwright.api.v1alpha1.RunningMode.Mode;
import java.util.Map;
import java.util.Optional;

/**
 * One WorkSpace in the report.
 *
 * @param bill empty if there are no prices, or no figures
 */
record Line(Desktop desktop, Optional<Bill> bill, Advice advice) {

  /**
   * Puts a price on a desktop's month.
   *
   * @param bundles the prices of all Bundles, by {@link #bundleKey}
   */
  static Line of(Desktop desktop, Map<String, Optional<Prices>> bundles) {
    Optional<Prices> prices = bundles.get(bundleKey(desktop.namespace(), desktop.bundle()));
    if (prices == null) {
      return without("no Bundle %s".formatted(desktop.bundle()), desktop);
    }
    if (prices.isEmpty()) {
      return without("no prices in Bundle %s".formatted(desktop.bundle()), desktop);
    }
    if (desktop.mode().isEmpty()) {
      return without("not seen by the operator yet", desktop);
    }
    if (!desktop.isKept()) {
      return without("figures are no longer kept", desktop);
    }
    Mode present = desktop.mode().get();
    return new Line(
        desktop,
        desktop.billing().map(billing -> Bill.of(desktop, billing, prices.get())),
        Advice.of(desktop, present, prices.get()));
  }

  private static Line without(String why, Desktop desktop) {
    return new Line(desktop, Optional.empty(), Advice.none(why));
  }

  /** A name has no slash. */
  static String bundleKey(String namespace, String bundle) {
    return namespace + "/" + bundle;
  }

  /** The currency of the bill. */
  Optional<String> currency() {
    return bill.map(Bill::currency);
  }
}
