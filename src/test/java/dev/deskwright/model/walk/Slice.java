package dev.deskwright.model.walk;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.model.walk.Budget.Cost;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A part of the world that is explored whole.
 *
 * @param second who has the second WorkSpace: the same user, another one, or nobody at first
 * @param before what happens before, all of which goes well
 * @param operations which of them people may ask for
 */
record Slice(
    String name, Second second, List<Step> before, Set<Operation> operations, Budget budget) {

  /** Whose the second WorkSpace is. */
  enum Second {
    /** Of another user: it runs beside the first. */
    BOB,
    /** Of the same user: it waits for the first to be deleted. */
    ALICE,
    /** Made by people on the way, to take over the first one's drive. */
    HEIR
  }

  static final long WITH_SNAPSHOTS = 1;
  static final Step CALM = new Step(Move.CALM, 0);

  World start(Looking looking, Tally tally) {
    var world = new World(WITH_SNAPSHOTS, looking, tally);
    if (second != Second.HEIR) {
      Wish wish = new Wish();
      wish.user = second == Second.BOB ? "bob" : "alice";
      world.people.create("other", wish);
    }
    before.forEach(world::take);
    return world;
  }

  static Budget budget(Object... most) {
    Map<Cost, Integer> budget = new EnumMap<>(Cost.class);
    for (int i = 0; i < most.length; i += 2) {
      budget.put((Cost) most[i], (Integer) most[i + 1]);
    }
    return Budget.of(budget);
  }

  static Set<Operation> asked() {
    return Arrays.stream(Operation.values())
        .filter(Operation::canBeAskedFor)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Operation.class)));
  }
}
