package dev.deskwright.workspace.lifecycle;

import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.workspace.observed.DriveKind;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.Snapshots.Kind;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.util.List;
import java.util.stream.Stream;

/** The snapshots that the annotation deskwright.dev/snapshot asks for. Pure. */
final class ManualSnapshots {

  private ManualSnapshots() {}

  /** Their names. */
  static List<String> names(Observed observed, OperationStatus operation) {
    return kinds(observed).map(kind -> name(observed, operation, kind)).toList();
  }

  /** Those to make now. */
  static List<VolumeSnapshot> missing(
      Observed observed, OperationStatus operation, SnapshotMaker maker) {
    return kinds(observed)
        .filter(kind -> observed.snapshots().find(name(observed, operation, kind)).isEmpty())
        .flatMap(
            kind ->
                maker
                    .of(
                        kind,
                        name(observed, operation, kind),
                        Kind.MANUAL,
                        "manual-" + suffix(observed, operation))
                    .stream())
        .toList();
  }

  private static Stream<DriveKind> kinds(Observed observed) {
    return Stream.of(DriveKind.values())
        .filter(
            kind ->
                kind == DriveKind.user
                    || observed.claim(observed.settled().rootClaim()).isPresent());
  }

  private static String name(Observed observed, OperationStatus operation, DriveKind kind) {
    return kind.claimName(observed.workspace().getMetadata().getName())
        + "-manual-"
        + suffix(observed, operation);
  }

  private static String suffix(Observed observed, OperationStatus operation) {
    return Replacements.suffix(
        observed, new Request(operation.operation(), operation.request()), operation.requestedAt());
  }
}
