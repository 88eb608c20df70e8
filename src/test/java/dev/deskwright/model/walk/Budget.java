package dev.deskwright.model.walk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many more of each kind of things may happen.
 *
 * @param left a hexadecimal digit for each {@link Cost}
 */
record Budget(int left) {

  /** What a deed uses up. */
  enum Cost {
    /** Nothing: it happens as often as it can. */
    FREE,
    /** Somebody wants something. */
    PERSON,
    /** A pod, a drive or a snapshot is lost, or the like. */
    MISHAP,
    /** A write fails, with or without effect, or the operator ends at it. */
    FAULT,
    /** The operator looks, and a watch of its is behind. */
    STALE,
    /** Something else happens between a look and a write. */
    BETWEEN,
    /** Time goes by while nobody looks. */
    TIME,
    /** A user writes a file. */
    FILE
  }

  static Budget of(Map<Cost, Integer> most) {
    int left = 0;
    for (var cost : most.entrySet()) {
      left |= cost.getValue() << shift(cost.getKey());
    }
    return new Budget(left);
  }

  @SuppressWarnings("EnumOrdinal") // Four bits for each, in the order of the constants.
  private static int shift(Cost cost) {
    return 4 * (cost.ordinal() - 1);
  }

  int of(Cost cost) {
    return cost == Cost.FREE ? 1 : left >> shift(cost) & 0xF;
  }

  boolean allows(Cost cost) {
    return of(cost) > 0;
  }

  Budget less(Cost cost) {
    return cost == Cost.FREE ? this : new Budget(left - (1 << shift(cost)));
  }

  @Override
  public String toString() {
    return Arrays.stream(Cost.values())
        .filter(cost -> cost != Cost.FREE && allows(cost))
        .map(cost -> "%s %d".formatted(cost.name().toLowerCase(Locale.ROOT), of(cost)))
        .collect(Collectors.joining(", "));
  }
}
