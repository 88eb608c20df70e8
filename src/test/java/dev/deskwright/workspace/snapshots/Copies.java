package dev.deskwright.workspace.snapshots;

import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.observed.Snapshots;
import dev.deskwright.workspace.observed.Snapshots.Drive;
import dev.deskwright.workspace.observed.Snapshots.Kind;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshotBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Snapshots to test with, of the desktop named desk. */
public final class Copies {

  private Copies() {}

  /** One that was asked for and of which nothing is known yet. */
  public static VolumeSnapshot asked(Drive drive, Kind kind, Instant at) {
    String set = SnapshotSchedule.set(at);
    return new VolumeSnapshotBuilder()
        .withNewMetadata()
        .withName("desk-%s-%s-%s".formatted(drive.label(), kind.label(), set))
        .withNamespace("team")
        .withUid("%s-%s-%s".formatted(drive, kind, at))
        .withCreationTimestamp(at.toString())
        .withLabels(
            Map.of(
                Labels.DRIVE, drive.label(),
                Labels.SNAPSHOT_KIND, kind.label(),
                Labels.SNAPSHOT_SET, set))
        .withAnnotations(drive == Drive.ROOT ? Map.of(Labels.IMAGE, "i:1") : Map.of())
        .endMetadata()
        .withNewSpec()
        .withNewSource()
        .withPersistentVolumeClaimName("desk-" + drive.label())
        .endSource()
        .endSpec()
        .build();
  }

  /** One that was asked for at a moment, and taken then. */
  public static VolumeSnapshot ready(Drive drive, Kind kind, Instant at) {
    return new VolumeSnapshotBuilder(asked(drive, kind, at))
        .withNewStatus()
        .withReadyToUse(true)
        .withCreationTime(at.toString())
        .endStatus()
        .build();
  }

  /** One of which the driver says something bad. */
  public static VolumeSnapshot failed(Drive drive, Kind kind, Instant at, String message) {
    return new VolumeSnapshotBuilder(asked(drive, kind, at))
        .withNewStatus()
        .withReadyToUse(false)
        .withNewError(message, at.toString())
        .endStatus()
        .build();
  }

  /** The same while it is being deleted. */
  public static VolumeSnapshot deleting(VolumeSnapshot snapshot) {
    return new VolumeSnapshotBuilder(snapshot)
        .editMetadata()
        .withDeletionTimestamp("2026-11-24T12:00:00Z")
        .endMetadata()
        .build();
  }

  /** The same of a desktop without a root drive. */
  public static VolumeSnapshot alone(VolumeSnapshot user) {
    return new VolumeSnapshotBuilder(user)
        .editMetadata()
        .addToAnnotations(Labels.IMAGE, "i:1")
        .endMetadata()
        .build();
  }

  /** What there is in a cluster with the snapshot API. */
  public static Snapshots of(VolumeSnapshot... all) {
    return new Snapshots(true, List.of(all));
  }

  /** The names of some. */
  public static List<String> names(List<VolumeSnapshot> snapshots) {
    return snapshots.stream().map(s -> s.getMetadata().getName()).collect(Collectors.toList());
  }
}
