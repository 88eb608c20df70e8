package dev.deskwright.model.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A walk through the model, and what it breaks. */
record Walk(long seed, List<Step> steps) {

  static Walk of(long seed, int length) {
    return new Walk(seed, Step.walk(seed, length));
  }

  /** What is broken, if anything. */
  Optional<String> breach(Planning planning, Tally tally) {
    tally.walks++;
    var world = new World(seed, planning, tally);
    for (Step step : steps) {
      try {
        boolean unused = world.take(step);
      } catch (Breach breach) {
        return Optional.of(breach.getMessage());
      } catch (RuntimeException e) {
        return Optional.of(
            "exception " + e + " at " + Stream.of(e.getStackTrace()).limit(6).toList());
      }
    }
    return Optional.empty();
  }

  /** A walk that breaks the same promise in fewer and plainer steps. */
  Walk shrunk(Planning planning) {
    String kind = kind(breach(planning, new Tally()));
    List<Step> shortest = new ArrayList<>(steps);
    boolean shorter = true;
    while (shorter) {
      int before = shortest.size();
      for (int size = Math.max(1, shortest.size() / 2); size > 0; size /= 2) {
        for (int from = shortest.size() - size; from >= 0; from -= size) {
          List<Step> fewer = new ArrayList<>(shortest);
          fewer.subList(from, Math.min(from + size, fewer.size())).clear();
          if (breaks(fewer, kind, planning)) {
            shortest = fewer;
            from = Math.min(from, shortest.size());
          }
        }
      }
      shorter = shortest.size() < before;
    }
    for (int i = 0; i < shortest.size(); i++) {
      List<Step> plainer = new ArrayList<>(shortest);
      plainer.set(i, new Step(shortest.get(i).move(), 0));
      if (breaks(plainer, kind, planning)) {
        shortest = plainer;
      }
    }
    return new Walk(seed, shortest);
  }

  private boolean breaks(List<Step> fewer, String kind, Planning planning) {
    return kind(new Walk(seed, fewer).breach(planning, new Tally())).equals(kind);
  }

  /** The first words, without names. */
  private static String kind(Optional<String> breach) {
    String text = breach.orElse("");
    return text.substring(0, Math.min(20, text.length()));
  }

  @Override
  public String toString() {
    return "seed %d: %s".formatted(seed, steps);
  }
}
