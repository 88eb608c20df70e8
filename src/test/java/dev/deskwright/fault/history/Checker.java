package dev.deskwright.fault.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds the promises against what happens, change by change. It knows nothing of the operator: not
 * what it sees, not what it means to do.
 */
public final class Checker implements EtcdWatch.Listener {

  /** What is told of a broken promise. */
  @FunctionalInterface
  interface Report {
    void broken(Violation violation);
  }

  /** Looks at each change for one promise. */
  @FunctionalInterface
  interface Rule {
    void check(Change change, History history, Report report);
  }

  private final History history = new History();
  private final List<Violation> violations = new ArrayList<>();
  private final Map<String, List<Change>> changes = new HashMap<>();
  private final List<Rule> rules;

  /**
   * Watches.
   *
   * @param operator the name by which the operator's writes are told from others
   */
  public Checker(String operator) {
    this.rules =
        List.of(new OnePod(), new NothingLost(), new OthersUntouched(operator), new ExactlyOnce());
  }

  @Override
  public synchronized void changed(long revision, Subject subject, JsonNode after) {
    Change change = history.take(revision, subject, after);
    if (change.object() == null) {
      return;
    }
    changes.computeIfAbsent(subject.namespace(), ns -> new ArrayList<>()).add(change);
    rules.forEach(rule -> rule.check(change, history, violations::add));
  }

  /** All objects as they stand. */
  public History history() {
    return history;
  }

  /** What was seen in these namespaces that must not be. */
  public synchronized List<Violation> violations(List<String> namespaces) {
    return violations.stream()
        .filter(violation -> namespaces.contains(violation.subject().namespace()))
        .toList();
  }

  /** What has changed in a namespace after a revision. */
  public synchronized List<Change> changesSince(long revision, String namespace) {
    return changes.getOrDefault(namespace, List.of()).stream()
        .filter(change -> change.revision() > revision)
        .toList();
  }

  /** Forgets a namespace that is not needed any more. */
  public synchronized void forget(String namespace) {
    history.forget(namespace);
    changes.remove(namespace);
  }
}
