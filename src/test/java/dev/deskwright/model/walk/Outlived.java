package dev.deskwright.model.walk;

import dev.deskwright.workspace.lifecycle.Write;
import dev.deskwright.workspace.observed.Recorded;
import dev.deskwright.workspace.observed.Snapshots;
import dev.deskwright.workspace.observed.Snapshots.Drive;
import dev.deskwright.workspace.observed.Snapshots.Kind;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The one way in which files may go while their WorkSpace stays: users are told that what an
 * operation has replaced is kept for so many days. Said here once more, and not asked of the code
 * that is tested.
 */
final class Outlived {

  /** As users are told; no Directory here says otherwise. */
  private static final Duration KEPT = Duration.ofDays(14);

  private Outlived() {}

  static boolean isSo(Seen seen, Write write) {
    return write instanceof Write.DeleteSnapshot delete && isSo(seen, delete.snapshot());
  }

  private static boolean isSo(Seen seen, VolumeSnapshot snapshot) {
    boolean goes =
        Snapshots.isOf(snapshot, Kind.SAFETY) || Snapshots.isOf(snapshot, Kind.AUTOMATIC);
    boolean old = !Snapshots.takenAt(snapshot).plus(KEPT).isAfter(seen.observed().now());
    return goes && old && !isLast(seen, snapshot) && !isNeeded(seen, snapshot);
  }

  /** The last good copy of the user drive stays, whatever its age. */
  private static boolean isLast(Seen seen, VolumeSnapshot snapshot) {
    return Snapshots.isReady(snapshot)
        && seen.observed()
            .snapshots()
            .live()
            .filter(other -> Snapshots.isOf(other, Drive.USER) && Snapshots.isReady(other))
            .noneMatch(other -> Snapshots.takenAt(other).isAfter(Snapshots.takenAt(snapshot)));
  }

  private static boolean isNeeded(Seen seen, VolumeSnapshot snapshot) {
    String name = snapshot.getMetadata().getName();
    return Recorded.replacement(seen.observed().workspace()).stream()
        .flatMap(r -> Stream.of(r.rootSource(), r.userSource(), r.rootSafety(), r.userSafety()))
        .filter(Objects::nonNull)
        .anyMatch(name::equals);
  }
}
