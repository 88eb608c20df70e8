package dev.deskwright.workspace.observed;

import dev.deskwright.api.v1alpha1.Compute.Resources;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;

/**
 * How much desktops take of what a Directory can limit.
 *
 * @param workspaces WorkSpaces that have drives
 * @param running desktops whose pods exist
 * @param milliCpu processors of those, in thousandths
 * @param memory memory of those, in bytes
 * @param storage size of all drives, in bytes
 */
public record Amounts(long workspaces, long running, long milliCpu, long memory, long storage) {

  /** Nothing at all. */
  public static final Amounts NONE = new Amounts(0, 0, 0, 0, 0);

  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
  private static final int GIB_BITS = 30;

  /** What a desktop takes while its pod exists. */
  public static Amounts running(Resources resources) {
    return running(
        milliCpu(new Quantity(resources.cpu())), bytes(new Quantity(resources.memory())));
  }

  static Amounts running(long milliCpu, long memory) {
    return new Amounts(0, 1, milliCpu, memory, 0);
  }

  /** What drives take. */
  public static Amounts stored(long bytes) {
    return new Amounts(0, 0, 0, 0, bytes);
  }

  /** What the claims of one WorkSpace take. */
  public static Amounts of(Collection<PersistentVolumeClaim> claims) {
    long bytes = claims.stream().mapToLong(Amounts::bytes).sum();
    return new Amounts(claims.isEmpty() ? 0 : 1, 0, 0, 0, bytes);
  }

  /** Both together. */
  public Amounts plus(Amounts other) {
    return new Amounts(
        workspaces + other.workspaces,
        running + other.running,
        milliCpu + other.milliCpu,
        memory + other.memory,
        storage + other.storage);
  }

  /** By how much this is more than the other, in each respect. */
  public Amounts beyond(Amounts other) {
    return new Amounts(
        Math.max(0, workspaces - other.workspaces),
        Math.max(0, running - other.running),
        Math.max(0, milliCpu - other.milliCpu),
        Math.max(0, memory - other.memory),
        Math.max(0, storage - other.storage));
  }

  /** The size that a claim asks for, in bytes. */
  public static long bytes(PersistentVolumeClaim claim) {
    return bytes(claim.getSpec().getResources().getRequests().get("storage"));
  }

  /** Whole GiB in bytes. */
  public static long gib(long count) {
    return count << GIB_BITS;
  }

  static long milliCpu(Quantity quantity) {
    return roundedUp(quantity.getNumericalAmount().multiply(THOUSAND));
  }

  /** Whole GiB, which nearly all are, without arithmetic: thousands are added up at a time. */
  static long bytes(Quantity quantity) {
    String amount = quantity.getAmount();
    return "Gi".equals(quantity.getFormat()) && amount.chars().allMatch(Character::isDigit)
        ? gib(Long.parseLong(amount))
        : roundedUp(quantity.getNumericalAmount());
  }

  private static long roundedUp(BigDecimal amount) {
    return amount.setScale(0, RoundingMode.UP).longValueExact();
  }
}
