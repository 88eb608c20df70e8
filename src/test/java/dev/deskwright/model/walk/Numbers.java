package dev.deskwright.model.walk;

import java.util.Arrays;

/** A set of numbers of 64 bits, in 16 to 32 bytes each. */
final class Numbers {

  private long[] table = new long[1 << 12];
  private int size;
  private boolean hasZero;

  int size() {
    return size + (hasZero ? 1 : 0);
  }

  boolean add(long number) {
    if (number == 0) {
      boolean isNew = !hasZero;
      hasZero = true;
      return isNew;
    }
    if (size * 2 >= table.length) {
      long[] before = table;
      table = new long[before.length * 2];
      Arrays.stream(before).filter(n -> n != 0).forEach(this::put);
    }
    boolean isNew = put(number);
    size += isNew ? 1 : 0;
    return isNew;
  }

  private boolean put(long number) {
    int at = (int) Canon.mixed(number, 1) & (table.length - 1);
    while (table[at] != 0) {
      if (table[at] == number) {
        return false;
      }
      at = (at + 1) & (table.length - 1);
    }
    table[at] = number;
    return true;
  }
}
