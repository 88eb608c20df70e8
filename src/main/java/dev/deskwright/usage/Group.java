package dev.deskwright.usage;

import dev.deskwright.api.v1alpha1.RunningMode.Mode;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * WorkSpaces that are added up. Those with other currencies, or with none, are another group.
 *
 * @param workspaces how many there are
 * @param cost zero without a currency
 * @param changes for how many of them another running mode is cheaper
 * @param saves what all those changes save in a month, at least
 */
record Group(
    Key key,
    int workspaces,
    Map<Mode, Long> seconds,
    BigDecimal cost,
    int changes,
    BigDecimal saves) {

  /**
   * What a group has in common.
   *
   * @param namespace empty if it does not matter
   * @param name of the Directory, or the value of the tag; empty for WorkSpaces without the tag
   * @param currency empty for WorkSpaces without a bill
   */
  record Key(Optional<String> namespace, Optional<String> name, Optional<String> currency) {

    /** What there is comes first, in the order of letters. */
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::namespace, Key::compare)
            .thenComparing(Key::name, Key::compare)
            .thenComparing(Key::currency, Key::compare);

    private static int compare(Optional<String> a, Optional<String> b) {
      return a.isPresent() && b.isPresent()
          ? a.get().compareTo(b.get())
          : Boolean.compare(a.isEmpty(), b.isEmpty());
    }
  }

  /** Adds up by what a function says that they have in common; in order. */
  static List<Group> by(Function<Line, Key> key, Collection<Line> lines) {
    var groups = new TreeMap<Key, Group>(Key.ORDER);
    lines.forEach(line -> groups.merge(key.apply(line), of(key.apply(line), line), Group::plus));
    return List.copyOf(groups.values());
  }

  static Key directory(Line line) {
    return new Key(
        Optional.of(line.desktop().namespace()),
        Optional.of(line.desktop().directory()),
        line.currency());
  }

  static Key tag(Line line) {
    return new Key(Optional.empty(), line.desktop().tag(), line.currency());
  }

  static Key currency(Line line) {
    return new Key(Optional.empty(), Optional.empty(), line.currency());
  }

  private static Group of(Key key, Line line) {
    return new Group(
        key,
        1,
        line.desktop().seconds(),
        line.bill().map(Bill::cost).orElse(BigDecimal.ZERO),
        line.advice().isChange() ? 1 : 0,
        line.advice().saves().orElse(BigDecimal.ZERO));
  }

  private Group plus(Group other) {
    var sum = new EnumMap<Mode, Long>(seconds);
    other.seconds.forEach((mode, more) -> sum.merge(mode, more, Long::sum));
    return new Group(
        key,
        workspaces + other.workspaces,
        sum,
        cost.add(other.cost),
        changes + other.changes,
        saves.add(other.saves));
  }

  /** All running time. */
  long total() {
    return seconds.values().stream().mapToLong(Long::longValue).sum();
  }
}
