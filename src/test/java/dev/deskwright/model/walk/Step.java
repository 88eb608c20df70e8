package dev.deskwright.model.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A step of a walk.
 *
 * @param arg which, how, how far; 0 is always the plainest
 */
record Step(Move move, int arg) {

  private static final int MOST = 1 << 20;
  private static final int ALL_WEIGHTS =
      List.of(Move.values()).stream().mapToInt(Move::weight).sum();

  /** A walk: anything, rest, and a farewell. */
  static List<Step> walk(long seed, int length) {
    var random = new SplittableRandom(seed);
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(Move.CALM, random.nextInt(4)));
    boolean rough = seed % 3 == 0;
    any(random, length, rough, steps);
    steps.add(new Step(Move.SETTLE, 0));
    any(random, random.nextInt(6), rough, steps);
    steps.add(new Step(Move.DELETE, 0));
    any(random, length / 8, rough, steps);
    steps.add(new Step(Move.HEIR, random.nextInt(MOST)));
    any(random, length / 8, rough, steps);
    steps.add(new Step(Move.SETTLE, 0));
    return steps;
  }

  /** In a rough one hardly anything goes well by itself. */
  private static void any(SplittableRandom random, int count, boolean rough, List<Step> steps) {
    for (int i = 0; i < count; i++) {
      Move any = any(random);
      Move move = rough && any == Move.CALM ? Move.POD_READY : any;
      boolean plain = move == Move.PASS && random.nextInt(2) == 0;
      if (!rough && move == Move.ASK && random.nextBoolean()) {
        steps.add(new Step(Move.CALM, 0));
      }
      steps.add(new Step(move, plain ? 0 : random.nextInt(MOST)));
    }
  }

  private static Move any(SplittableRandom random) {
    int left = random.nextInt(ALL_WEIGHTS);
    for (Move move : Move.values()) {
      left -= move.weight();
      if (left < 0) {
        return move;
      }
    }
    throw new IllegalStateException("the weights have changed meanwhile");
  }

  @Override
  public String toString() {
    return move + (arg == 0 ? "" : " " + arg);
  }
}
