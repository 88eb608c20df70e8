package dev.deskwright.model.walk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * What an exploration has found.
 *
 * @param worlds how many different states there are in all of it
 * @param caught the mistakes that were tried, and what came of each
 */
record ModelReport(List<Row> rows, int worlds, List<Caught> caught) {

  /** A mistake, and how it was found. */
  record Caught(Broken broken, Explorer.Found found) {

    String line() {
      return "| %s | %s | %s |"
          .formatted(
              broken.mistake(),
              found.breach().orElse("nothing"),
              found.way().isEmpty() ? "at once" : String.join("; ", found.way()));
    }
  }

  /**
   * A slice, and what was found in it.
   *
   * @param added how many states no slice before it has
   */
  record Row(Slice slice, Explorer.Found found, int added) {

    String second() {
      return switch (slice.second()) {
        case BOB -> "another user's";
        case ALICE -> "the same user's, waiting";
        case HEIR -> "made on the way, for the first one's drive";
      };
    }

    @Override
    public String toString() {
      return "%s; the second WorkSpace %s; %s: %,d states, %,d transitions, depth %d, %,d come to rest, %s; %,d states are new"
          .formatted(
              slice.name(),
              second(),
              slice.budget(),
              found.states(),
              found.transitions(),
              found.depth(),
              found.rests(),
              found.whole() ? "whole" : "not whole",
              added);
    }
  }

  private long sum(ToLongFunction<Row> of) {
    return rows.stream().mapToLong(of).sum();
  }

  private int depth() {
    return rows.stream().mapToInt(row -> row.found().depth()).max().orElse(0);
  }

  String json() {
    ObjectNode all = new ObjectMapper().createObjectNode();
    all.put("states", worlds)
        .put("transitions", sum(row -> row.found().transitions()))
        .put("depth", depth())
        .put("comeToRest", sum(row -> row.found().rests()));
    for (Row row : rows) {
      all.withArray("/slices")
          .addObject()
          .put("name", row.slice().name())
          .put("second", row.slice().second().name())
          .put("budget", row.slice().budget().toString())
          .put("states", row.found().states())
          .put("transitions", row.found().transitions())
          .put("depth", row.found().depth())
          .put("comeToRest", row.found().rests())
          .put("whole", row.found().whole())
          .put("breach", row.found().breach().orElse(null));
    }
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  String page() {
    return """
        # The model

        The plan that decides what the operator does next is pure, and so is what derives the status. So they can be run in a small world of their own, without a cluster, and everything that can happen there can be tried. `ExhaustiveTest` does that, breadth first, each state once. This page is generated from a run of it: [why and how](../decisions/0042-the-model-is-explored-whole.md).

        | | |
        |---|---|
        | different states | %,d |
        | transitions | %,d |
        | deepest | %d steps |
        | states from which all was seen to come to rest | %,d |
        | promises broken | 0 |

        Two WorkSpaces. People ask for every operation, delete, suspend, change mode, Bundle and deletionPolicy, and make a second WorkSpace for the first one's drive. How often that and other things may happen on one way is limited, by slice:

        | what happens | the second WorkSpace | at most | states | transitions | depth | whole |
        |---|---|---|---|---|---|---|
        %s

        States of a slice differ by what may still happen, too; the sum above does not count that. *whole* says that nothing was left to be tried. Free of limits: passes over what has changed, pods that get ready or end, claims that are bound, snapshots that are taken, what Kubernetes removes.
        A fault is a write that fails before or after it takes effect, one that is refused, or an operator that ends before or after it, at each write of each pass. *stale* is a pass while the watches of claims, pods, snapshots or all are behind. *between* is anything that happens between a look and one of its writes.

        ## What must hold

        Each with an operator that has one mistake, which the explorer catches in the fewest steps:

        | an operator that | breaks | by |
        |---|---|---|
        %s

        Not explored: two operators at once (the lease and the fence of one user are in `ModelTest`), schedules, quotas, the directory's answers. Names of snapshots have times in them, so that states that differ only in when something was taken count twice.

        ## Run it

        `./mvnw test -Dtest=ExhaustiveTest` takes the first slices. All, until 1,000,000 states are seen, in 3 GB of memory: `./mvnw test -Dtest=ExhaustiveTest -Ddeskwright.model=whole -Dtest.jvm.args=-Xmx3g -Dgenerate`, which writes this page anew. `target/model.json` has the numbers.
        """
        .formatted(
            worlds,
            sum(row -> row.found().transitions()),
            depth(),
            sum(row -> row.found().rests()),
            rows.stream().map(ModelReport::line).collect(Collectors.joining("\n")),
            caught.stream().map(Caught::line).collect(Collectors.joining("\n")));
  }

  private static String line(Row row) {
    return "| %s | %s | %s | %,d | %,d | %d | %s |"
        .formatted(
            row.slice().name(),
            row.second(),
            row.slice().budget(),
            row.found().states(),
            row.found().transitions(),
            row.found().depth(),
            row.found().whole() ? "yes" : "no");
  }
}
