package dev.deskwright.directory;

import static dev.deskwright.api.v1alpha1.ConditionType.Ready;
import static dev.deskwright.api.v1alpha1.ConditionType.Registered;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectoryReason;
import dev.deskwright.api.v1alpha1.DirectoryStatus;
import dev.deskwright.api.v1alpha1.DirectoryStatus.State;
import dev.deskwright.kernel.Conditions;
import dev.deskwright.kernel.Finding;
import dev.deskwright.kernel.Ids;
import dev.deskwright.kernel.Names;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What there is to say of a Directory. Pure. */
final class DirectoryFindings {

  private DirectoryFindings() {}

  static List<Finding> of(Directory directory, Found found) {
    Finding registered = found.problem().orElseGet(() -> registered(directory, found.reach()));
    Finding reachable = found.reach().finding();
    return List.of(ready(directory, registered, reachable, found.census()), registered, reachable);
  }

  /** Whoever was registered stays so while the servers are down. */
  private static Finding registered(Directory directory, Reach reach) {
    boolean before =
        Conditions.find(Conditions.of(directory), Registered)
            .filter(condition -> condition.status().isTrue())
            .isPresent();
    return before || reach.isUp()
        ? Finding.yes(
            Registered, DirectoryReason.Registered, "Desktops can be made in the Directory.")
        : Finding.unknown(
            Registered,
            DirectoryReason.Registering,
            "The Directory is registered as soon as users can be looked up.");
  }

  private static Finding ready(
      Directory directory, Finding registered, Finding reachable, Optional<Finding> census) {
    if (directory.isMarkedForDeletion()) {
      return Finding.no(
          Ready,
          DirectoryReason.InUse,
          "The Directory is being deleted and has WorkSpaces: delete these, or leave it to go with the last of them.");
    }
    boolean starting = registered.reason() == DirectoryReason.ServersStarting;
    Finding decisive =
        reachable.isProblem() && !registered.isProblem() && !starting ? reachable : registered;
    return Optional.of(decisive)
        .filter(finding -> !finding.isProblem())
        .flatMap(finding -> ruleProblem(directory).or(() -> census))
        .orElseGet(
            () -> new Finding(Ready, decisive.status(), decisive.reason(), decisive.message()));
  }

  private static Optional<Finding> ruleProblem(Directory directory) {
    return RuleProblems.first(directory.getSpec())
        .map(message -> Finding.no(Ready, DirectoryReason.RulesInvalid, message));
  }

  static DirectoryStatus status(
      Directory directory, Found found, List<Finding> findings, Instant now) {
    var meta = directory.getMetadata();
    return new DirectoryStatus(
        meta.getGeneration(),
        Ids.directory(meta.getUid()),
        Ids.registrationCode(meta.getUid()),
        state(directory, findings),
        found.tally().workspaces(),
        ServiceTemplate.isWanted(directory) ? Names.desktopsOf(meta.getName()) : null,
        found.dnsIpAddresses().orElse(null),
        found.reach().health().servers(),
        found.reach().health().trusts(),
        found.tally().used().orElse(null),
        Conditions.from(findings, Conditions.of(directory), meta.getGeneration(), now));
  }

  private static State state(Directory directory, List<Finding> findings) {
    if (directory.isMarkedForDeletion()) {
      return State.DEREGISTERING;
    }
    Finding registered =
        findings.stream().filter(f -> f.type() == Registered).findFirst().orElseThrow();
    if (registered.isProblem()) {
      return State.ERROR;
    }
    return registered.status().isTrue() ? State.REGISTERED : State.REGISTERING;
  }
}
