package dev.deskwright.model.walk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that can happen in a slice of the world, breadth first, each state once. So the way to
 * a breach is a shortest one.
 */
final class Explorer {

  /** From the first states all has to come to rest in any case. */
  private static final int FIRST = 40;

  private static final Step SETTLE = new Step(Move.SETTLE, 0);

  /** A state that is to be gone on from. */
  private record Node(World world, Budget budget, int number) {}

  /**
   * What was found.
   *
   * @param states by what they are and what may still happen
   * @param rests from how many of them all was seen to come to rest
   * @param whole whether nothing was left to go on from
   */
  record Found(
      int states,
      long transitions,
      int depth,
      long rests,
      boolean whole,
      Optional<String> breach,
      List<String> way) {}

  private final Slice slice;
  private final Looking looking;
  private final Numbers worlds;
  private final int restEach;
  private final Tally tally = new Tally(false);
  private final Canon canon = new Canon();
  private final Numbers known = new Numbers();
  private final Map<String, Integer> wordsOf = new HashMap<>();
  private final List<String> words = new ArrayList<>();
  private int[] parents = new int[1 << 12];
  private int[] deeds = new int[1 << 12];
  private int count;
  private long transitions;
  private long rests;
  private List<Node> next = new ArrayList<>();

  /**
   * Prepares.
   *
   * @param worlds takes the numbers of all worlds, whatever may still happen in them
   * @param restEach from each so-many-th state all has to come to rest
   */
  Explorer(Slice slice, Planning planning, Telling telling, Numbers worlds, int restEach) {
    this.slice = slice;
    looking = new Remembering(planning, telling, World.tellsAll(Slice.WITH_SNAPSHOTS), canon);
    this.worlds = worlds;
    this.restEach = restEach;
  }

  Found explore(int most) {
    int depth = 0;
    try {
      World start = started();
      reached(start, slice.budget(), -1, "start");
      while (!next.isEmpty() && count < most) {
        List<Node> layer = next;
        next = new ArrayList<>();
        for (int i = 0; i < layer.size() && count < most; i++) {
          goOn(layer.set(i, null));
        }
        depth++;
      }
    } catch (BreachOnTheWay e) {
      return found(depth, Optional.of(e.getMessage()), way(e.from, e.words));
    }
    return found(depth, Optional.empty(), List.of());
  }

  private World started() {
    try {
      return slice.start(looking, tally);
    } catch (Breach e) {
      throw new BreachOnTheWay(e.getMessage(), -1, "what comes before");
    }
  }

  private Found found(int depth, Optional<String> breach, List<String> way) {
    return new Found(count, transitions, depth, rests, next.isEmpty(), breach, way);
  }

  private void goOn(Node node) {
    for (Deed deed : Deeds.of(node.world(), node.budget(), slice.operations())) {
      World world = node.world().fork();
      if (tried(world, deed, node)) {
        transitions++;
        reached(world, node.budget().less(deed.cost()), node.number(), deed.words());
      }
    }
  }

  private static boolean tried(World world, Deed deed, Node node) {
    try {
      boolean done = deed.act().test(world);
      world.checks.state();
      return done;
    } catch (Breach e) {
      throw new BreachOnTheWay(e.getMessage(), node.number(), deed.words());
    } catch (RuntimeException e) {
      String text =
          "exception %s at %s".formatted(e, Stream.of(e.getStackTrace()).limit(6).toList());
      throw new BreachOnTheWay(text, node.number(), deed.words());
    }
  }

  private void reached(World world, Budget budget, int from, String by) {
    long number = canon.of(world);
    if (!known.add(Canon.mixed(number, budget.left()))) {
      return;
    }
    boolean unused = worlds.add(number);
    remember(from, by);
    if (count <= FIRST || Math.floorMod(number, restEach) == 0) {
      comesToRest(world.fork(), count - 1);
    }
    next.add(new Node(world, budget, count - 1));
  }

  private void remember(int from, String by) {
    if (count == parents.length) {
      parents = Arrays.copyOf(parents, 2 * count);
      deeds = Arrays.copyOf(deeds, 2 * count);
    }
    parents[count] = from;
    deeds[count] =
        wordsOf.computeIfAbsent(
            by,
            w -> {
              words.add(w);
              return words.size() - 1;
            });
    count++;
  }

  private void comesToRest(World world, int from) {
    rests++;
    try {
      boolean unused = world.take(SETTLE);
    } catch (Breach e) {
      throw new BreachOnTheWay(e.getMessage(), from, "then all goes well");
    }
  }

  private List<String> way(int from, String last) {
    List<String> way = new ArrayList<>(List.of(last));
    for (int at = from; at > 0; at = parents[at]) {
      way.add(words.get(deeds[at]));
    }
    Collections.reverse(way);
    return way;
  }

  /** A breach, and where. */
  private static final class BreachOnTheWay extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final int from;
    private final String words;

    BreachOnTheWay(String message, int from, String words) {
      super(message, null, false, false);
      this.from = from;
      this.words = words;
    }
  }
}
