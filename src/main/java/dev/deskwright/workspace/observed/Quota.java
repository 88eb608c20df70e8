package dev.deskwright.workspace.observed;

import dev.deskwright.api.v1alpha1.Quotas;
import java.util.Arrays;
import java.util.Optional;

/** The quotas of a Directory, by the names that they have there. */
public enum Quota {
  workspaces,
  runningWorkspaces,
  vcpu,
  memoryGib,
  storageGib;

  private static final long MILLI = 1_000;

  /**
   * The first quota that does not leave room for what is needed; what is not needed never lacks.
   */
  public static Optional<Quota> exceeded(Quotas limits, Amounts taken, Amounts needed) {
    return Arrays.stream(values())
        .filter(quota -> quota.limit(limits) != null && quota.amount(needed) > 0)
        .filter(
            quota ->
                quota.amount(taken) + quota.amount(needed) > quota.limit(limits) * quota.unit())
        .findFirst();
  }

  /** Its value; null for no limit. */
  public Integer limit(Quotas limits) {
    return switch (this) {
      case workspaces -> limits.workspaces();
      case runningWorkspaces -> limits.runningWorkspaces();
      case vcpu -> limits.vcpu();
      case memoryGib -> limits.memoryGib();
      case storageGib -> limits.storageGib();
    };
  }

  /** What is taken of it, in its unit and rounded up; null without a limit. */
  public Integer used(Quotas limits, Amounts taken) {
    return limit(limits) == null ? null : (int) Math.min(Integer.MAX_VALUE, rounded(taken));
  }

  /** An amount in its unit, rounded up. */
  public long rounded(Amounts amounts) {
    return (amount(amounts) + unit() - 1) / unit();
  }

  private long amount(Amounts amounts) {
    return switch (this) {
      case workspaces -> amounts.workspaces();
      case runningWorkspaces -> amounts.running();
      case vcpu -> amounts.milliCpu();
      case memoryGib -> amounts.memory();
      case storageGib -> amounts.storage();
    };
  }

  private long unit() {
    return switch (this) {
      case workspaces, runningWorkspaces -> 1;
      case vcpu -> MILLI;
      case memoryGib, storageGib -> Amounts.gib(1);
    };
  }
}
