package dev.deskwright.directory;

import static dev.deskwright.api.v1alpha1.ConditionType.Reachable;
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

  static List<Finding> of(Directory directory, Optional<Finding> problem) {
    Finding registered =
        problem.orElseGet(
            () ->
                Finding.yes(
                    Registered,
                    DirectoryReason.Registered,
                    "Desktops can be made in the Directory."));
    Finding reachable =
        Finding.unknown(
            Reachable,
            DirectoryReason.NotChecked,
            "This version looks no user up: user names are taken as they are.");
    return List.of(ready(directory, registered), registered, reachable);
  }

  private static Finding ready(Directory directory, Finding registered) {
    if (directory.isMarkedForDeletion()) {
      return Finding.no(
          Ready,
          DirectoryReason.InUse,
          "The Directory is being deleted and has WorkSpaces: delete these, or leave it to go with the last of them.");
    }
    return Optional.of(registered)
        .filter(finding -> !finding.isProblem())
        .flatMap(finding -> ruleProblem(directory))
        .orElseGet(
            () ->
                new Finding(Ready, registered.status(), registered.reason(), registered.message()));
  }

  private static Optional<Finding> ruleProblem(Directory directory) {
    return RuleProblems.first(directory.getSpec())
        .map(message -> Finding.no(Ready, DirectoryReason.RulesInvalid, message));
  }

  static DirectoryStatus status(
      Directory directory, int count, List<Finding> findings, Instant now) {
    var meta = directory.getMetadata();
    return new DirectoryStatus(
        meta.getGeneration(),
        Ids.directory(meta.getUid()),
        Ids.registrationCode(meta.getUid()),
        state(directory, findings),
        count,
        Names.desktopsOf(meta.getName()),
        null,
        null,
        null,
        null,
        Conditions.from(findings, Conditions.of(directory), meta.getGeneration(), now));
  }

  private static State state(Directory directory, List<Finding> findings) {
    if (directory.isMarkedForDeletion()) {
      return State.DEREGISTERING;
    }
    return findings.stream().anyMatch(f -> f.type() == Registered && f.isProblem())
        ? State.ERROR
        : State.REGISTERED;
  }
}
