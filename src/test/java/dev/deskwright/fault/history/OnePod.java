package dev.deskwright.fault.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deskwright.fault.history.Violation.Invariant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * At most one live pod per WorkSpace and per volume. A pod counts until it is gone from etcd, and
 * must not go from there while it may run on a node: it has to be marked for deletion first, for
 * its node to end it.
 */
final class OnePod implements Checker.Rule {

  @Override
  public void check(Change change, History history, Checker.Report report) {
    if (!change.isOf("pods")) {
      return;
    }
    if (change.dooms() && isForced(change)) {
      report(change, report, "it was removed while its node may still run it");
    }
    if (change.after() != null && Objects.isLive(change.after())) {
      history
          .livePods(change.subject().namespace())
          .filter(other -> !Objects.uid(other).equals(Objects.uid(change.after())))
          .forEach(
              other ->
                  shared(change.after(), other)
                      .ifPresent(
                          what ->
                              report(
                                  change,
                                  report,
                                  "it shares %s with pod %s"
                                      .formatted(what, Objects.name(other)))));
    }
  }

  /** A node is given time to end a pod, and then removes it; nobody else may. */
  private static boolean isForced(Change change) {
    return change.before().path("spec").hasNonNull("nodeName")
        && Objects.isLive(change.before())
        && (change.after() == null
            || change.after().at("/metadata/deletionGracePeriodSeconds").asInt() == 0);
  }

  private static Optional<String> shared(JsonNode pod, JsonNode other) {
    var owner = Objects.owner(pod);
    if (owner.isPresent() && owner.equals(Objects.owner(other))) {
      return Optional.of("its WorkSpace");
    }
    Set<String> claims = Objects.claims(other).collect(Collectors.toSet());
    return Objects.claims(pod).filter(claims::contains).findFirst().map(claim -> "claim " + claim);
  }

  private static void report(Change change, Checker.Report report, String what) {
    report.broken(new Violation(Invariant.ONE_POD, change.subject(), change.revision(), what));
  }
}
