package dev.deskwright.model.walk;

import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.workspace.lifecycle.Write;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What walks have come by, so that one sees that nothing is vacuous. */
final class Tally {

  /** Whether states are told apart here. */
  final boolean counts;

  long walks;
  long states;
  long passes;
  long statuses;
  long refusedWrites;
  long files;
  long rests;
  long restsRunning;
  long farewells;
  long filesLost;
  long filesGone;
  long filesOutlived;
  final Set<Long> distinct = new HashSet<>();
  final Map<Trouble.Kind, Long> troubles = new TreeMap<>();
  final Map<String, Long> writes = new TreeMap<>();
  final Map<String, Long> operations = new TreeMap<>();
  final Map<Move, Long> moves = new TreeMap<>();
  final Map<String, Long> restsBy = new TreeMap<>();

  Tally() {
    this(true);
  }

  Tally(boolean counts) {
    this.counts = counts;
  }

  void wrote(Write write) {
    writes.merge(write.getClass().getSimpleName(), 1L, Long::sum);
  }

  void recorded(OperationStatus operation, boolean ended) {
    String how = ended ? operation.result().name() : "accepted";
    operations.merge(operation.operation().key() + " " + how, 1L, Long::sum);
  }

  void add(Tally other) {
    walks += other.walks;
    states += other.states;
    passes += other.passes;
    statuses += other.statuses;
    refusedWrites += other.refusedWrites;
    files += other.files;
    rests += other.rests;
    restsRunning += other.restsRunning;
    farewells += other.farewells;
    filesLost += other.filesLost;
    filesGone += other.filesGone;
    filesOutlived += other.filesOutlived;
    distinct.addAll(other.distinct);
    add(troubles, other.troubles);
    add(writes, other.writes);
    add(operations, other.operations);
    add(moves, other.moves);
    add(restsBy, other.restsBy);
  }

  private static <K> void add(Map<K, Long> to, Map<K, Long> from) {
    from.forEach((key, count) -> to.merge(key, count, Long::sum));
  }

  @Override
  public String toString() {
    return """
        %,d walks, %,d states visited (%,d distinct), %,d passes, %,d statuses written
        operations: %s
        writes: %s; refused %,d; %s
        moves: %s
        %,d files written, %,d lost by others, %,d gone with their WorkSpace, %,d kept until their day was over
        %,d times at rest %s, %,d of them running; %,d times gone"""
        .formatted(
            walks,
            states,
            distinct.size(),
            passes,
            statuses,
            operations,
            writes,
            refusedWrites,
            troubles,
            moves,
            files,
            filesLost,
            filesGone,
            filesOutlived,
            rests,
            restsBy,
            restsRunning,
            farewells);
  }
}
