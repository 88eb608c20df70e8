package dev.deskwright.workspace.snapshots;

import static dev.deskwright.api.v1alpha1.ConditionType.SnapshotsCurrent;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.SnapshotFailed;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.SnapshotNotReady;

import dev.deskwright.kernel.Finding;
import dev.deskwright.workspace.observed.Snapshots;
import dev.deskwright.workspace.observed.Snapshots.Drive;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is wrong with the newest snapshot of a drive. A later good one ends the trouble. */
final class SnapshotTrouble {

  static final Duration READY_GRACE = Duration.ofMinutes(10);

  /** The snapshot controller reports conflicts with itself as errors, and tries again at once. */
  static final Duration FAILURE_GRACE = Duration.ofMinutes(1);

  /** What differs each time that a driver tries again. */
  private static final Pattern UNSTEADY =
      Pattern.compile(
          "(?i)request[- _]?id[:=]? *[^\\s,;\"]+"
              + "|\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d[.\\d]*(Z|[+-]\\d\\d:?\\d\\d)?"
              + "|\\b0x[0-9a-f]+");

  private static final int LONGEST_QUOTE = 500;

  private SnapshotTrouble() {}

  static Optional<Finding> of(Snapshots snapshots, Instant now) {
    return newest(snapshots)
        .filter(s -> !Snapshots.isReady(s))
        .filter(s -> !now.isBefore(deadline(s)))
        .findFirst()
        .map(SnapshotTrouble::finding);
  }

  /** When what is under way counts as trouble. */
  static Stream<Instant> deadlines(Snapshots snapshots) {
    return newest(snapshots).filter(s -> !Snapshots.isReady(s)).map(SnapshotTrouble::deadline);
  }

  /** The newest of each drive, the user drive's first. */
  private static Stream<VolumeSnapshot> newest(Snapshots snapshots) {
    return Stream.of(Drive.USER, Drive.ROOT)
        .flatMap(
            drive ->
                snapshots
                    .live()
                    .filter(s -> Snapshots.isOf(s, drive))
                    .max(
                        Comparator.comparing(Snapshots::createdAt)
                            .thenComparing(s -> s.getMetadata().getName()))
                    .stream());
  }

  private static Instant deadline(VolumeSnapshot snapshot) {
    return Snapshots.createdAt(snapshot)
        .plus(Snapshots.failure(snapshot).isPresent() ? FAILURE_GRACE : READY_GRACE);
  }

  private static Finding finding(VolumeSnapshot snapshot) {
    String name = snapshot.getMetadata().getName();
    return Snapshots.failure(snapshot)
        .map(
            failure ->
                Finding.no(
                    SnapshotsCurrent,
                    SnapshotFailed,
                    "VolumeSnapshot \"%s\" cannot be taken: %s; the driver says: %s"
                        .formatted(name, remedy(failure), steady(failure))))
        .orElseGet(
            () ->
                Finding.no(
                    SnapshotsCurrent,
                    SnapshotNotReady,
                    "VolumeSnapshot \"%s\" does not become ready: %s."
                        .formatted(name, whereToLook(snapshot))));
  }

  private static String remedy(String failure) {
    String text = failure.toLowerCase(Locale.ROOT);
    if (text.contains("default snapshot class")) {
      return "annotate one VolumeSnapshotClass of the volume's driver with"
          + " snapshot.storage.kubernetes.io/is-default-class=true, or name it in the Directory's"
          + " snapshots.className";
    }
    if (text.contains("snapshot class") || text.contains("volumesnapshotclass")) {
      return "the Directory's snapshots.className must name a VolumeSnapshotClass of the volume's"
          + " driver";
    }
    return "see to the storage driver; it is tried again by itself";
  }

  private static String whereToLook(VolumeSnapshot snapshot) {
    String content =
        snapshot.getStatus() == null
            ? null
            : snapshot.getStatus().getBoundVolumeSnapshotContentName();
    return content == null
        ? "check that the CSI snapshot controller runs, and that a VolumeSnapshotClass is there for"
            + " the volume's driver"
        : "kubectl describe volumesnapshotcontent %s says what its driver waits for"
            .formatted(content);
  }

  private static String steady(String text) {
    String steady = UNSTEADY.matcher(text).replaceAll("…").strip();
    return steady.length() > LONGEST_QUOTE ? steady.substring(0, LONGEST_QUOTE) + "…" : steady;
  }
}
