package dev.deskwright.workspace.observed;

import dev.deskwright.api.v1alpha1.Quotas;
import java.util.List;

/**
 * What is taken of a Directory's quotas, seen from one of its WorkSpaces.
 *
 * @param others what the other WorkSpaces take
 * @param reserved what is kept for those that have waited longer
 * @param waitingAhead how many those are
 */
public record QuotaUse(Amounts others, Amounts reserved, int waitingAhead) {

  /**
   * Keeps room for those that have waited longer, one after the other, as far as there is any: one
   * for which there is none is passed by, so that nothing lies idle for it.
   *
   * @param own what this one has already
   * @param ahead what each of them needs, the first in line first
   */
  public static QuotaUse of(Quotas limits, Amounts others, Amounts own, List<Amounts> ahead) {
    Amounts present = others.plus(own);
    Amounts reserved = Amounts.NONE;
    for (Amounts needed : ahead) {
      if (Quota.exceeded(limits, present.plus(reserved), needed).isEmpty()) {
        reserved = reserved.plus(needed);
      }
    }
    return new QuotaUse(others, reserved, ahead.size());
  }

  /** What is not free for this one. */
  public Amounts taken() {
    return others.plus(reserved);
  }
}
