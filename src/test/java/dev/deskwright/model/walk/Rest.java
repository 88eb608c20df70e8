package dev.deskwright.model.walk;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.Power;
import dev.deskwright.api.v1alpha1.RunningMode;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.api.v1alpha1.WorkSpaceSpec.DeletionPolicy;
import dev.deskwright.api.v1alpha1.WorkSpaceSpec.Maintenance;
import dev.deskwright.kernel.Finding;
import dev.deskwright.workspace.desired.Blueprint;
import dev.deskwright.workspace.desired.Resolver;
import dev.deskwright.workspace.observed.DriveKind;
import dev.deskwright.workspace.observed.Mounted;
import dev.deskwright.workspace.observed.PodDiagnosis;
import dev.deskwright.workspace.observed.Recorded;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What must be so when all has gone well for long enough. */
final class Rest {

  /** What only a person can mend. */
  private static final Set<WorkSpaceReason> FOR_PEOPLE =
      EnumSet.of(
          WorkSpaceReason.ClaimLost,
          WorkSpaceReason.DrivesAmbiguous,
          WorkSpaceReason.ClaimNotAdoptable,
          WorkSpaceReason.UserHasWorkSpace);

  private static final Pattern MADE_BY_OPERATIONS = Pattern.compile(".*-user-[0-9a-f]{5}");

  private final World world;
  private final Cluster cluster;

  Rest(World world) {
    this.world = world;
    this.cluster = world.cluster;
  }

  void check() {
    if (!cluster.orphans().isEmpty()) {
      throw new Breach("what belonged to a WorkSpace that is gone is still there");
    }
    for (String name : world.names()) {
      check(cluster.workspaces.get(name));
    }
    if (!cluster.workspaces.containsKey("desk")) {
      world.tally.farewells++;
    }
  }

  private void check(WorkSpace workspace) {
    if (workspace.isMarkedForDeletion()) {
      throw new Breach("a deleted WorkSpace is not let go");
    }
    Seen seen = world.operator.see(workspace);
    Optional<WorkSpaceReason> problem = problem(seen);
    world.tally.rests++;
    world.tally.restsBy.merge(
        problem.map(Enum::name).orElse(workspace.getStatus().state().name()), 1L, Long::sum);
    operationsHaveEnded(workspace);
    sleepsInPeace(workspace);
    if (problem.isEmpty()) {
      Blueprint blueprint =
          seen.resolution()
              .blueprint()
              .orElseThrow(() -> new Breach("nothing is made, for no reason"));
      podIsAsItShouldBe(workspace, seen, blueprint);
      drivesAreAsTheyShouldBe(workspace, seen, blueprint);
    }
  }

  private Optional<WorkSpaceReason> problem(Seen seen) {
    WorkSpace workspace = seen.observed().workspace();
    boolean taken =
        cluster.claims.containsKey(seen.observed().layout().userClaim())
            && seen.observed().userClaim().isEmpty();
    if (taken) {
      return Optional.of(WorkSpaceReason.NameTaken);
    }
    var resolution = seen.resolution();
    boolean going =
        Stream.concat(seen.observed().claims().stream(), users(seen))
            .anyMatch(claim -> claim.isMarkedForDeletion());
    return Stream.of(Optional.of(resolution.user()), resolution.storage())
        .flatMap(Optional::stream)
        .filter(Finding::isProblem)
        .map(finding -> (WorkSpaceReason) finding.reason())
        .filter(FOR_PEOPLE::contains)
        .findFirst()
        .or(() -> going ? Optional.of(WorkSpaceReason.ClaimLost) : Optional.empty())
        .or(() -> neverBound(workspace));
  }

  /** Also such as an operation has made, and failed: what is on them may be all there is of it. */
  private static Stream<PersistentVolumeClaim> users(Seen seen) {
    return seen.observed().allClaims().stream()
        .filter(claim -> DriveKind.of(claim) == DriveKind.user);
  }

  /** Made from a snapshot that somebody has deleted. */
  private Optional<WorkSpaceReason> neverBound(WorkSpace workspace) {
    var status = workspace.getStatus();
    return Stream.of(status.rootVolume(), status.userVolume())
            .filter(Objects::nonNull)
            .map(volume -> cluster.claims.get(volume.claimName()))
            .anyMatch(claim -> claim != null && !Cluster.isBound(claim))
        ? Optional.of(WorkSpaceReason.ClaimNotBound)
        : Optional.empty();
  }

  private void operationsHaveEnded(WorkSpace workspace) {
    Recorded.underWay(workspace)
        .ifPresent(
            operation -> {
              throw new Breach("it never ends: " + operation);
            });
    for (Operation operation : Operation.values()) {
      if (Requested.isOpen(workspace, operation)) {
        String value = Requested.annotation(workspace, operation);
        throw new Breach("%s \"%s\" is never answered".formatted(operation.key(), value));
      }
    }
  }

  /** Nothing comes of looking now, nor before the operator itself wants to look again. */
  private void sleepsInPeace(WorkSpace workspace) {
    String name = workspace.getMetadata().getName();
    Instant now = cluster.now;
    Instant horizon = now.plus(Duration.ofDays(2));
    Instant wake = world.agenda.wake(name).filter(horizon::isAfter).orElse(horizon);
    quiet(name, now, "");
    quiet(name, now.plus(Duration.between(now, wake).dividedBy(2)), "half way: ");
    if (wake.isAfter(now.plusSeconds(2))) {
      quiet(name, wake.minusSeconds(2), "just before it looks again: ");
    }
    cluster.now = now;
  }

  private void quiet(String name, Instant at, String when) {
    cluster.now = at;
    world.caches.catchUp();
    Optional<String> unrest = world.operator.unrest(name);
    if (unrest.isPresent() && !isRetrying(name)) {
      throw new Breach("it is not at rest: " + when + unrest.get());
    }
  }

  /** A name that is taken is tried for ever. */
  private boolean isRetrying(String name) {
    return problem(world.operator.see(cluster.workspaces.get(name)))
        .filter(WorkSpaceReason.NameTaken::equals)
        .isPresent();
  }

  private void podIsAsItShouldBe(WorkSpace workspace, Seen seen, Blueprint blueprint) {
    var spec = workspace.getSpec();
    if (spec.maintenance() == Maintenance.AdminMaintenance) {
      return;
    }
    boolean suspended = Boolean.TRUE.equals(spec.suspended());
    boolean desired = workspace.getStatus().power().desired() == Power.Desired.Running;
    boolean alwaysOn = Resolver.runningMode(seen.observed()).mode() == RunningMode.Mode.AlwaysOn;
    if (alwaysOn && !desired && !suspended) {
      throw new Breach("AlwaysOn, and it is to be stopped");
    }
    Pod pod = cluster.pods.get(workspace.getMetadata().getName());
    if (suspended || !desired) {
      if (pod != null) {
        throw new Breach("a pod runs that should not");
      }
      return;
    }
    if (pod == null || PodDiagnosis.readySince(pod).isEmpty()) {
      throw new Breach("no pod runs");
    }
    if (!Mounted.claims(pod).equals(blueprint.claimNames())) {
      throw new Breach("the pod runs on other drives");
    }
    world.tally.restsRunning++;
    nothingIsLeftOver(seen, blueprint);
  }

  private void nothingIsLeftOver(Seen seen, Blueprint blueprint) {
    seen.observed().allClaims().stream()
        .filter(claim -> !blueprint.claimNames().contains(claim.getMetadata().getName()))
        .filter(this::isToGo)
        .findFirst()
        .ifPresent(
            claim -> {
              throw new Breach(
                  "a former %s drive is left over: %s"
                      .formatted(DriveKind.of(claim), claim.getMetadata().getName()));
            });
  }

  /** A user drive that cannot be saved stays; so does one whose copy somebody has deleted. */
  private boolean isToGo(PersistentVolumeClaim claim) {
    return DriveKind.of(claim) == DriveKind.root
        || (cluster.snapshotApi && MADE_BY_OPERATIONS.matcher(claim.getMetadata().getName()).matches());
  }

  private static void drivesAreAsTheyShouldBe(WorkSpace workspace, Seen seen, Blueprint blueprint) {
    DeletionPolicy policy = workspace.getSpec().deletionPolicy();
    boolean survives = policy == DeletionPolicy.Retain || policy == DeletionPolicy.Snapshot;
    seen.observed()
        .userClaim()
        .filter(claim -> claim.getMetadata().getOwnerReferences().isEmpty() != survives)
        .ifPresent(
            claim -> {
              throw new Breach("the user drive's owner does not fit deletionPolicy " + policy);
            });
    boolean held = !workspace.getMetadata().getFinalizers().isEmpty();
    if (held != (policy == DeletionPolicy.Snapshot)) {
      throw new Breach("the finalizer does not fit deletionPolicy " + policy);
    }
    if (!blueprint.claimNames().contains(workspace.getStatus().userVolume().claimName())) {
      throw new Breach("the status names another user drive");
    }
  }
}
