package dev.deskwright.workspace.lifecycle;

import dev.deskwright.api.v1alpha1.OperationStatus.Replacement;
import dev.deskwright.workspace.observed.DriveKind;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.Snapshots;
import dev.deskwright.workspace.observed.Snapshots.Kind;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The snapshots that must be ready before a drive is replaced. Pure. */
final class Safety {

  private Safety() {}

  /** Names of those that are missing or not ready. */
  static List<String> notReady(Observed observed, Replacement replacement) {
    return all(replacement).stream()
        .filter(name -> observed.snapshots().find(name).filter(Snapshots::isReady).isEmpty())
        .toList();
  }

  /** The snapshots to make now. */
  static List<VolumeSnapshot> missing(
      Observed observed, Replacement replacement, SnapshotMaker maker) {
    List<VolumeSnapshot> missing = new ArrayList<>();
    for (DriveKind kind : DriveKind.values()) {
      name(replacement, kind)
          .filter(name -> observed.snapshots().find(name).isEmpty())
          .flatMap(name -> maker.of(kind, name, Kind.SAFETY, name))
          .ifPresent(missing::add);
    }
    return missing;
  }

  private static List<String> all(Replacement replacement) {
    return List.of(DriveKind.values()).stream()
        .flatMap(kind -> name(replacement, kind).stream())
        .toList();
  }

  private static Optional<String> name(Replacement replacement, DriveKind kind) {
    return Optional.ofNullable(
        kind == DriveKind.root ? replacement.rootSafety() : replacement.userSafety());
  }
}
