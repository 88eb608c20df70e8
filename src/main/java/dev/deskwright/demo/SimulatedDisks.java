package dev.deskwright.demo;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the simulated drives and their snapshots hold: short texts by path, in memory. A drive is
 * told by its PersistentVolumeClaim and a snapshot by its VolumeSnapshot, both by UID, so that a
 * later object of the same name has none of the data.
 *
 * <p>A disk is there from the moment at which its claim is bound, and gone with the claim.
 */
public final class SimulatedDisks {

  /** The file that a root drive has once it was filled: its text is the name of the image. */
  public static final String IMAGE = "/system/image";

  private final Map<String, Map<String, String>> disks = new HashMap<>();

  SimulatedDisks() {}

  /** Writes a file, as a program on the desktop would. */
  public synchronized void write(HasMetadata claim, String path, String text) {
    Map<String, String> disk = disks.get(uid(claim));
    if (disk == null) {
      throw new IllegalStateException(
          "%s has no disk to write %s to: wait until it is bound".formatted(name(claim), path));
    }
    disk.put(path, text);
  }

  /** Reads a file of a drive or of a snapshot. */
  public synchronized Optional<String> read(HasMetadata claimOrSnapshot, String path) {
    return Optional.ofNullable(files(claimOrSnapshot).get(path));
  }

  /** All files of a drive or of a snapshot by path; none where there is no disk. */
  public synchronized Map<String, String> files(HasMetadata claimOrSnapshot) {
    return Map.copyOf(disks.getOrDefault(uid(claimOrSnapshot), Map.of()));
  }

  /** Whether there is a disk, be it empty. */
  public synchronized boolean has(HasMetadata claimOrSnapshot) {
    return disks.containsKey(uid(claimOrSnapshot));
  }

  /** An empty disk, unless there is one. */
  synchronized void create(HasMetadata claim) {
    disks.putIfAbsent(uid(claim), new HashMap<>());
  }

  /** A copy of the disk as it is now, unless the target has one; says whether it has one now. */
  synchronized boolean copy(HasMetadata source, HasMetadata target) {
    Map<String, String> disk = disks.get(uid(source));
    if (disk != null) {
      disks.putIfAbsent(uid(target), new HashMap<>(disk));
    }
    return has(target);
  }

  /** Fills a root drive from an image, unless it was filled before. */
  synchronized void seed(HasMetadata claim, String image) {
    disks.computeIfAbsent(uid(claim), uid -> new HashMap<>()).putIfAbsent(IMAGE, image);
  }

  synchronized void drop(HasMetadata claimOrSnapshot) {
    disks.remove(uid(claimOrSnapshot));
  }

  private static String uid(HasMetadata object) {
    return object.getMetadata().getUid();
  }

  private static String name(HasMetadata object) {
    var meta = object.getMetadata();
    return "%s %s/%s".formatted(object.getKind(), meta.getNamespace(), meta.getName());
  }
}
