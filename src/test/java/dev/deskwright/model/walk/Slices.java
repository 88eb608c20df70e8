package dev.deskwright.model.walk;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.model.walk.Budget.Cost;
import dev.deskwright.model.walk.Slice.Second;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The parts of the world that are explored whole, one after the other. */
final class Slices {

  private static final List<Step> RUNNING = List.of(Slice.CALM);

  /** With automatic snapshots, and a file that only the drive has. */
  private static final List<Step> USED =
      List.of(Slice.CALM, new Step(Move.CALM, 7), new Step(Move.FILE, 0));

  private Slices() {}

  /** Every operation with one thing in its way, on two WorkSpaces: in every build. */
  static List<Slice> few() {
    List<Slice> slices = new ArrayList<>();
    for (Second second : Second.values()) {
      slices.add(of("what a person wants", second, RUNNING, Cost.PERSON, 1));
      slices.add(of("a write fails", second, RUNNING, Cost.PERSON, 1, Cost.FAULT, 1));
      slices.add(of("a watch is behind", second, RUNNING, Cost.PERSON, 1, Cost.STALE, 1));
    }
    return slices;
  }

  /** More of it at once, and time. */
  static List<Slice> many() {
    List<Slice> slices = new ArrayList<>(few());
    slices.add(of("drives in use", Second.HEIR, USED, Cost.PERSON, 1, Cost.FAULT, 1));
    slices.add(of("between look and write", Second.HEIR, RUNNING, Cost.PERSON, 1, Cost.BETWEEN, 1));
    slices.add(of("time", Second.ALICE, RUNNING, Cost.PERSON, 1, Cost.TIME, 2));
    slices.add(of("a mishap", Second.ALICE, RUNNING, Cost.PERSON, 1, Cost.MISHAP, 1));
    slices.add(of("faults", Second.ALICE, RUNNING, Cost.PERSON, 1, Cost.FAULT, 2));
    slices.add(
        of("fault and lag", Second.HEIR, RUNNING, Cost.PERSON, 1, Cost.FAULT, 1, Cost.STALE, 1));
    slices.add(of("two wishes", Second.ALICE, RUNNING, Cost.PERSON, 2));
    slices.add(of("two wishes", Second.BOB, RUNNING, Cost.PERSON, 2));
    slices.add(of("a mishap", Second.BOB, RUNNING, Cost.PERSON, 1, Cost.MISHAP, 1));
    slices.add(of("two wishes and a fault", Second.BOB, RUNNING, Cost.PERSON, 2, Cost.FAULT, 1));
    return slices;
  }

  private static Slice of(String name, Second second, List<Step> before, Object... most) {
    Set<Operation> all = Slice.asked();
    return new Slice(name, second, before, all, Slice.budget(most));
  }
}
