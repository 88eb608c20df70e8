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
 * The ways in which files may go while their WorkSpace stays: users are told that what an operation
 * has replaced is kept for so many days, and that so many automatic snapshots are. Said here once
 * more, and not asked of the code that is tested.
 */
final class Outlived {

  /** As users are told; no Directory here says otherwise. */
  private static final Duration KEPT = Duration.ofDays(14);

  private static final int KEPT_AUTOMATIC = 4;

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

  /**
   * Whether newer automatic snapshots have taken its place. That must lose nothing, unless a person
   * has deleted the copy that was to be kept.
   */
  static boolean isPushedOut(Seen seen, Write write) {
    return write instanceof Write.DeleteSnapshot delete
        && Snapshots.isOf(delete.snapshot(), Kind.AUTOMATIC)
        && !isNeeded(seen, delete.snapshot())
        && newer(seen, delete.snapshot())
                .filter(other -> Snapshots.isOf(other, Kind.AUTOMATIC))
                .count()
            >= KEPT_AUTOMATIC;
  }

  /** The last good copy of the user drive stays, whatever its age. */
  private static boolean isLast(Seen seen, VolumeSnapshot snapshot) {
    return Snapshots.isReady(snapshot) && newer(seen, snapshot).findAny().isEmpty();
  }

  private static Stream<VolumeSnapshot> newer(Seen seen, VolumeSnapshot snapshot) {
    return seen.observed()
        .snapshots()
        .live()
        .filter(other -> Snapshots.isOf(other, Drive.USER) && Snapshots.isReady(other))
        .filter(other -> Snapshots.takenAt(other).isAfter(Snapshots.takenAt(snapshot)));
  }

  private static boolean isNeeded(Seen seen, VolumeSnapshot snapshot) {
    String name = snapshot.getMetadata().getName();
    return Recorded.replacement(seen.observed().workspace()).stream()
        .flatMap(r -> Stream.of(r.rootSource(), r.userSource(), r.rootSafety(), r.userSafety()))
        .filter(Objects::nonNull)
        .anyMatch(name::equals);
  }
}
