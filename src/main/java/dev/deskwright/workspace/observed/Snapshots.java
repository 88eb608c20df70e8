package dev.deskwright.workspace.observed;

import dev.deskwright.kernel.Labels;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshotStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The snapshots of one WorkSpace's drives at one moment. What is being deleted never counts, except
 * in {@link #all()}.
 *
 * @param api whether the cluster has the snapshot API
 * @param all every VolumeSnapshot of the WorkSpace, in no order
 * @param watchedSince since when the operator has seen them; what was due before it may have been
 *     missed by many desktops at once
 */
public record Snapshots(Api api, List<VolumeSnapshot> all, Instant watchedSince) {

  public Snapshots {
    all = List.copyOf(all);
  }

  /**
   * Snapshots that have always been watched.
   *
   * @param available whether the API exists and its cache is filled
   */
  public Snapshots(boolean available, List<VolumeSnapshot> all) {
    this(available ? Api.PRESENT : Api.MISSING, all, Instant.EPOCH);
  }

  /** What is known of the snapshot API. */
  public enum Api {
    /** It exists and its cache is filled. */
    PRESENT,
    /** The cluster does not serve it. */
    MISSING,
    /** Not found out yet: nothing may be concluded from finding no snapshot. */
    UNKNOWN
  }

  /** Which drive a snapshot is of. */
  public enum Drive {
    ROOT("root"),
    USER("user");

    private final String label;

    Drive(String label) {
      this.label = label;
    }

    /** As it stands in {@link Labels#DRIVE}. */
    public String label() {
      return label;
    }
  }

  /** Why a snapshot was taken. */
  public enum Kind {
    /** By the Directory's schedule. */
    AUTOMATIC("automatic"),
    /** Since somebody asked for it. */
    MANUAL("manual"),
    /** Before an operation that replaces data. */
    SAFETY("safety"),
    /** Before the WorkSpace was deleted. */
    FINAL("final");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** As it stands in {@link Labels#SNAPSHOT_KIND}. */
    public String label() {
      return label;
    }
  }

  /**
   * Snapshots of all drives of a desktop, taken together and all ready.
   *
   * @param root absent for a desktop that had no root drive
   */
  public record Pair(Optional<VolumeSnapshot> root, VolumeSnapshot user) {

    /** The snapshots that there are in it. */
    public Stream<VolumeSnapshot> members() {
      return Stream.concat(root.stream(), Stream.of(user));
    }
  }

  private record SetKey(Kind kind, String label) {}

  /** What there is without the snapshot API. */
  public static Snapshots unavailable() {
    return new Snapshots(Api.MISSING, List.of(), Instant.EPOCH);
  }

  /** What there is before anything could be found out. */
  public static Snapshots unknown() {
    return new Snapshots(Api.UNKNOWN, List.of(), Instant.EPOCH);
  }

  /** Whether the API exists and its cache is filled. */
  public boolean available() {
    return api == Api.PRESENT;
  }

  /** Those that are not being deleted. */
  public Stream<VolumeSnapshot> live() {
    return all.stream().filter(snapshot -> !snapshot.isMarkedForDeletion());
  }

  /** The snapshot of a name. */
  public Optional<VolumeSnapshot> find(String name) {
    return live().filter(snapshot -> snapshot.getMetadata().getName().equals(name)).findFirst();
  }

  /** The newest ready automatic one of the user drive: what a rebuild goes back to. */
  public Optional<VolumeSnapshot> lastAutomaticUser() {
    return newestReady(s -> isOf(s, Drive.USER) && isOf(s, Kind.AUTOMATIC));
  }

  /** The newest ready one that matches. */
  public Optional<VolumeSnapshot> newestReady(Predicate<VolumeSnapshot> wanted) {
    return live().filter(Snapshots::isReady).filter(wanted).max(byTime());
  }

  /** The newest automatic or manual set in which every drive's snapshot is ready. */
  public Optional<Pair> lastPair() {
    Map<SetKey, List<VolumeSnapshot>> sets =
        live()
            .filter(s -> isOf(s, Kind.AUTOMATIC) || isOf(s, Kind.MANUAL))
            .filter(s -> set(s).isPresent())
            .collect(
                Collectors.groupingBy(
                    s -> new SetKey(kind(s).orElseThrow(), set(s).orElseThrow())));
    return sets.values().stream()
        .flatMap(members -> pair(members).stream())
        .max(Comparator.comparing(Pair::user, byTime()));
  }

  /**
   * A user drive's snapshot that tells what was installed is one of a desktop without a root drive;
   * any other is half of a pair.
   */
  private static Optional<Pair> pair(List<VolumeSnapshot> members) {
    Optional<VolumeSnapshot> root = ready(members, Drive.ROOT);
    return ready(members, Drive.USER)
        .filter(user -> root.isPresent() || annotations(user).containsKey(Labels.IMAGE))
        .map(user -> new Pair(root, user));
  }

  private static Optional<VolumeSnapshot> ready(List<VolumeSnapshot> members, Drive drive) {
    return members.stream().filter(s -> isOf(s, drive)).filter(Snapshots::isReady).max(byTime());
  }

  /** Any ready snapshot that was taken of a claim, the newest if there are several. */
  public Optional<VolumeSnapshot> readyCopyOf(String claimName) {
    return newestReady(s -> sourceClaim(s).filter(claimName::equals).isPresent());
  }

  /** Whether a drive can be made from it. */
  public static boolean isReady(VolumeSnapshot snapshot) {
    return snapshot.getStatus() != null
        && Boolean.TRUE.equals(snapshot.getStatus().getReadyToUse());
  }

  /** What the storage driver says went wrong. */
  public static Optional<String> failure(VolumeSnapshot snapshot) {
    return Optional.ofNullable(snapshot.getStatus())
        .map(VolumeSnapshotStatus::getError)
        .map(error -> error.getMessage() == null ? "no message" : error.getMessage());
  }

  /**
   * When the data was as the snapshot has it: by the driver, or else when the snapshot was asked
   * for. A driver that can't tell gives the beginning of 1970.
   */
  public static Instant takenAt(VolumeSnapshot snapshot) {
    return Optional.ofNullable(snapshot.getStatus())
        .map(VolumeSnapshotStatus::getCreationTime)
        .map(Instant::parse)
        .filter(time -> time.isAfter(Instant.EPOCH))
        .orElseGet(() -> createdAt(snapshot));
  }

  /** When the snapshot was asked for. */
  public static Instant createdAt(VolumeSnapshot snapshot) {
    return Optional.ofNullable(snapshot.getMetadata().getCreationTimestamp())
        .map(Instant::parse)
        .orElse(Instant.EPOCH);
  }

  /** Whether it is of a drive. */
  public static boolean isOf(VolumeSnapshot snapshot, Drive drive) {
    return label(snapshot, Labels.DRIVE).filter(drive.label()::equals).isPresent();
  }

  /** Whether it was taken for a reason. */
  public static boolean isOf(VolumeSnapshot snapshot, Kind kind) {
    return label(snapshot, Labels.SNAPSHOT_KIND).filter(kind.label()::equals).isPresent();
  }

  /** Why it was taken; empty when its label says nothing that is known. */
  public static Optional<Kind> kind(VolumeSnapshot snapshot) {
    return Arrays.stream(Kind.values()).filter(kind -> isOf(snapshot, kind)).findFirst();
  }

  /** What it has in common with the other drive's snapshot that was taken together with it. */
  public static Optional<String> set(VolumeSnapshot snapshot) {
    return label(snapshot, Labels.SNAPSHOT_SET);
  }

  /** The claim that it was taken of; empty for one that was brought in from elsewhere. */
  public static Optional<String> sourceClaim(VolumeSnapshot snapshot) {
    return Optional.ofNullable(snapshot.getSpec())
        .map(spec -> spec.getSource())
        .map(source -> source.getPersistentVolumeClaimName());
  }

  private static Comparator<VolumeSnapshot> byTime() {
    return Comparator.comparing(Snapshots::takenAt)
        .thenComparing(snapshot -> snapshot.getMetadata().getName());
  }

  private static Optional<String> label(VolumeSnapshot snapshot, String key) {
    return Optional.ofNullable(snapshot.getMetadata())
        .map(ObjectMeta::getLabels)
        .map(labels -> labels.get(key));
  }

  private static Map<String, String> annotations(VolumeSnapshot snapshot) {
    return Optional.ofNullable(snapshot.getMetadata().getAnnotations()).orElse(Map.of());
  }
}
