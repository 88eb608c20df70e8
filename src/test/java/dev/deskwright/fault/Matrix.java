package dev.deskwright.fault;

import dev.deskwright.fault.history.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often what went wrong with what, and how often a promise was broken upon it. */
final class Matrix {

  /**
   * A field of it.
   *
   * @param verb as in RBAC
   * @param resource as in RBAC
   * @param fault what went wrong
   */
  record Cell(String verb, String resource, Kind fault) implements Comparable<Cell> {
    @Override
    public int compareTo(Cell other) {
      return toString().compareTo(other.toString());
    }
  }

  /** What is in a field. */
  record Count(long operations, long violations) {
    Count plus(Count other) {
      return new Count(operations + other.operations, violations + other.violations);
    }
  }

  /** It went wrong once. */
  record Mishap(Instant at, Request request, Kind fault) {
    private Cell cell() {
      return new Cell(request.verb(), request.resource(), fault);
    }

    private String object() {
      return request.namespace() + "/" + request.name();
    }
  }

  private final Map<Cell, Count> cells = new TreeMap<>();
  private final List<Mishap> mishaps = new ArrayList<>();

  /** It went wrong. */
  synchronized void count(Request request, Kind kind) {
    var mishap = new Mishap(Instant.now(), request, kind);
    mishaps.add(mishap);
    add(mishap.cell(), new Count(1, 0));
  }

  private void add(Cell cell, Count count) {
    cells.merge(cell, count, Count::plus);
  }

  /** Counts a broken promise with all that went wrong with the objects of this WorkSpace. */
  synchronized void blame(Violation violation, String workspace) {
    String start = violation.subject().namespace() + "/" + workspace;
    mishaps.stream()
        .filter(mishap -> mishap.object().startsWith(start))
        .map(Mishap::cell)
        .distinct()
        .forEach(cell -> add(cell, new Count(0, 1)));
  }

  /** What went wrong with the objects of a namespace, in order. */
  synchronized List<Mishap> mishaps(String namespace) {
    return mishaps.stream().filter(m -> m.request().namespace().equals(namespace)).toList();
  }

  /** Adds what another one counted. */
  synchronized void add(Matrix other) {
    other.cells().forEach(this::add);
  }

  synchronized Map<Cell, Count> cells() {
    return new TreeMap<>(cells);
  }

  /** How many operations went wrong. */
  synchronized long operations() {
    return cells.values().stream().mapToLong(Count::operations).sum();
  }
}
