package dev.deskwright.fault.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deskwright.fault.history.Violation.Invariant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * No user drive goes but with its WorkSpace, as its {@code deletionPolicy} says, or when all that
 * was on it is in a snapshot that was taken when its last pod was gone. Of a WorkSpace's snapshots
 * of the user drive the newest never goes, and a final one not at all.
 */
final class NothingLost implements Checker.Rule {

  /** The UIDs of claims that were in a pod on a node: they may have something on them. */
  private final Set<String> used = new HashSet<>();

  /** By UID of a claim, the revision at which its last pod was gone. */
  private final Map<String, Long> lastUse = new HashMap<>();

  /** By UID of a snapshot, the revision at which it was asked for. */
  private final Map<String, Long> askedFor = new HashMap<>();

  /** By UID of a WorkSpace that is gone or marked to go, what was to become of its drive. */
  private final Map<String, String> policies = new HashMap<>();

  @Override
  public void check(Change change, History history, Checker.Report report) {
    switch (change.subject().resource()) {
      case "workspaces" -> workspace(change);
      case "pods" -> pod(change, history);
      case "persistentvolumeclaims" -> claim(change, history, report);
      case "volumesnapshots" -> snapshot(change, history, report);
      default -> {}
    }
  }

  private void workspace(Change change) {
    if (change.dooms()) {
      policies.put(
          Objects.uid(change.before()),
          change.before().at("/spec/deletionPolicy").asText("Delete"));
    }
  }

  private void pod(Change change, History history) {
    if (!change.object().path("spec").hasNonNull("nodeName")) {
      return;
    }
    Objects.claims(change.object())
        .map(name -> new Subject("persistentvolumeclaims", change.subject().namespace(), name))
        .flatMap(claim -> history.find(claim).stream())
        .map(Objects::uid)
        .forEach(
            uid -> {
              used.add(uid);
              lastUse.put(uid, change.after() == null ? change.revision() : Long.MAX_VALUE);
            });
  }

  private void claim(Change change, History history, Checker.Report report) {
    if (!change.dooms()
        || isAskedFor(change)
        || !Objects.label(change.before(), "drive").equals("user")
        || Objects.label(change.before(), "workspace-id").isEmpty()
        || !used.contains(Objects.uid(change.before()))) {
      return;
    }
    var owner = Objects.owner(change.before());
    String policy = owner.map(policies::get).orElse(null);
    if ("Delete".equals(policy) || isSaved(change, history)) {
      return;
    }
    report(
        change,
        report,
        owner.isEmpty()
            ? "it was kept for later, and was deleted"
            : "a user drive was deleted, deletionPolicy %s, WorkSpace %s, and no snapshot has all of it"
                .formatted(policy, policy == null ? "not asked to go" : "deleted"));
  }

  /** A finished operation of the harness itself, which it has announced. */
  private static boolean isAskedFor(Change change) {
    return !Objects.annotation(change.before(), Marks.ASKED).isEmpty();
  }

  private boolean isSaved(Change change, History history) {
    long ended = lastUse.getOrDefault(Objects.uid(change.before()), 0L);
    return history.list("volumesnapshots", change.subject().namespace()).stream()
        .filter(Objects::isReadyToUse)
        .filter(snapshot -> Objects.sourceClaim(snapshot).equals(change.subject().name()))
        .anyMatch(snapshot -> askedFor.getOrDefault(Objects.uid(snapshot), 0L) > ended);
  }

  private void snapshot(Change change, History history, Checker.Report report) {
    if (change.before() == null) {
      askedFor.put(Objects.uid(change.after()), change.revision());
    }
    if (!change.dooms()
        || isAskedFor(change)
        || !Objects.isReadyToUse(change.before())
        || !Objects.label(change.before(), "drive").equals("user")) {
      return;
    }
    if (Objects.label(change.before(), "snapshot-kind").equals("final")) {
      report(change, report, "a last snapshot was deleted");
      return;
    }
    boolean workspaceGoes = Objects.owner(change.before()).map(policies::containsKey).orElse(false);
    if (!workspaceGoes && newerOne(change.before(), change, history).isEmpty()) {
      report(change, report, "the newest good snapshot of a user drive was deleted");
    }
  }

  private Optional<JsonNode> newerOne(JsonNode snapshot, Change change, History history) {
    String taken = snapshot.at("/status/creationTime").asText();
    return history.list("volumesnapshots", change.subject().namespace()).stream()
        .filter(Objects::isReadyToUse)
        .filter(other -> !Objects.isDoomed(other))
        .filter(other -> !Objects.uid(other).equals(Objects.uid(snapshot)))
        .filter(
            other ->
                Objects.label(other, "workspace-id")
                    .equals(Objects.label(snapshot, "workspace-id")))
        .filter(other -> Objects.label(other, "drive").equals("user"))
        .filter(other -> other.at("/status/creationTime").asText().compareTo(taken) >= 0)
        .findFirst();
  }

  private static void report(Change change, Checker.Report report, String what) {
    report.broken(new Violation(Invariant.NOTHING_LOST, change.subject(), change.revision(), what));
  }
}
