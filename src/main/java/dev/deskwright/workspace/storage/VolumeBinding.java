package dev.deskwright.workspace.storage;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** When a drive gets its volume, as {@code volumeBindingMode} of its StorageClass says. */
public enum VolumeBinding {
  /** At once, whether there is a pod or not. */
  IMMEDIATE("Immediate"),

  /** When the pod that mounts it has a node. */
  WAIT_FOR_FIRST_CONSUMER("WaitForFirstConsumer"),

  /** Nobody knows: there is no such class, or several defaults that differ. */
  UNKNOWN("");

  private final String mode;

  VolumeBinding(String mode) {
    this.mode = mode;
  }

  /**
   * Looks it up.
   *
   * @param className name of the StorageClass; null for the cluster's default
   */
  public static VolumeBinding of(String className, List<StorageClass> classes) {
    var modes =
        classes.stream()
            .filter(
                c ->
                    className == null
                        ? StorageClassChoice.isDefault(c)
                        : c.getMetadata().getName().equals(className))
            .map(c -> Objects.toString(c.getVolumeBindingMode(), ""))
            .distinct()
            .toList();
    return Stream.of(values())
        .filter(binding -> modes.equals(List.of(binding.mode)))
        .findFirst()
        .orElse(UNKNOWN);
  }
}
