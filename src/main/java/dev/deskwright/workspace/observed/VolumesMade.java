package dev.deskwright.workspace.observed;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.time.Instant;
import java.util.Map;

/**
 * How the making of volumes goes on: a claim that waits for its turn is no trouble.
 *
 * @param since from when on it was watched
 * @param last when a volume was last seen to be made, by the name of its StorageClass
 */
public record VolumesMade(Instant since, Map<String, Instant> last) {

  /** As if none had ever been made. */
  public static final VolumesMade NEVER = new VolumesMade(Instant.EPOCH, Map.of());

  /**
   * When one of this claim's StorageClass was last made. Before the first, nobody knows: it counts
   * as if one had been made when the watch began.
   */
  public Instant lastLike(PersistentVolumeClaim claim) {
    return last.getOrDefault(className(claim), since);
  }

  /** The name of a claim's StorageClass; empty where it has none. */
  public static String className(PersistentVolumeClaim claim) {
    String name = claim.getSpec().getStorageClassName();
    return name == null ? "" : name;
  }

  /** Whether a claim has its volume. */
  public static boolean isBound(PersistentVolumeClaim claim) {
    return claim.getStatus() != null && "Bound".equals(claim.getStatus().getPhase());
  }
}
