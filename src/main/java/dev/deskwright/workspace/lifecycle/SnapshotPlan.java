package dev.deskwright.workspace.lifecycle;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.OperationStatus.Replacement;
import dev.deskwright.workspace.desired.Blueprint;
import dev.deskwright.workspace.desired.Intent;
import dev.deskwright.workspace.observed.DriveKind;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.PodDiagnosis;
import dev.deskwright.workspace.observed.PodPhase;
import dev.deskwright.workspace.observed.Recorded;
import dev.deskwright.workspace.observed.Snapshots.Kind;
import dev.deskwright.workspace.phase.SnapshotView;
import dev.deskwright.workspace.snapshots.Retention;
import dev.deskwright.workspace.snapshots.SnapshotSchedule;
import dev.deskwright.workspace.snapshots.SnapshotTemplate;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The snapshots to take now, on request or by the clock, and those that have had their day. Pure.
 */
final class SnapshotPlan {

  private SnapshotPlan() {}

  static List<Write> of(Observed observed, Blueprint blueprint, Intent intent) {
    if (!observed.snapshots().available()) {
      return List.of();
    }
    List<Write> writes = new ArrayList<>();
    var underWay = Recorded.underWay(observed.workspace());
    var wanted =
        underWay.isPresent()
            ? manual(observed, blueprint, underWay.get())
            : intent.underWay().isPresent()
                ? List.<VolumeSnapshot>of()
                : automatic(observed, blueprint);
    wanted.forEach(snapshot -> writes.add(new Write.CreateSnapshot(snapshot, Optional.empty())));
    Retention.expired(
            SnapshotView.rules(observed), observed.snapshots(), inUse(observed), observed.now())
        .forEach(snapshot -> writes.add(new Write.DeleteSnapshot(snapshot)));
    return writes;
  }

  /** How long until a snapshot has had its day although nothing happens. */
  static Optional<Duration> recheck(Observed observed) {
    return observed.snapshots().available()
        ? Retention.recheck(
            SnapshotView.rules(observed), observed.snapshots(), inUse(observed), observed.now())
        : Optional.empty();
  }

  private static List<VolumeSnapshot> manual(
      Observed observed, Blueprint blueprint, OperationStatus operation) {
    return operation.operation() == Operation.snapshot
        ? ManualSnapshots.missing(observed, operation, SnapshotMaker.of(observed, blueprint))
        : List.of();
  }

  /** Both drives only while the desktop is healthy: a restore must not bring trouble back. */
  private static List<VolumeSnapshot> automatic(Observed observed, Blueprint blueprint) {
    var slot = SnapshotView.due(observed);
    if (slot.isEmpty()) {
      return List.of();
    }
    boolean healthy = PodDiagnosis.of(observed.pod(), observed.now()) instanceof PodPhase.Running;
    var maker = SnapshotMaker.of(observed, blueprint);
    String workspace = observed.workspace().getMetadata().getName();
    String set = SnapshotSchedule.set(slot.get());
    return Stream.of(DriveKind.root, DriveKind.user)
        .filter(kind -> healthy || kind == DriveKind.user)
        .filter(kind -> blueprint.drive(kind).isPresent())
        .flatMap(
            kind -> {
              String name = SnapshotTemplate.name(workspace, kind.ofSnapshot(), set);
              return observed.snapshots().find(name).isPresent()
                  ? Stream.empty()
                  : maker.of(kind, name, Kind.AUTOMATIC, set).stream();
            })
        .toList();
  }

  private static Set<String> inUse(Observed observed) {
    return Recorded.replacement(observed.workspace()).stream()
        .flatMap(SnapshotPlan::names)
        .collect(Collectors.toSet());
  }

  private static Stream<String> names(Replacement replacement) {
    return Stream.of(
            replacement.rootSource(),
            replacement.userSource(),
            replacement.rootSafety(),
            replacement.userSafety())
        .filter(name -> name != null);
  }
}
