package dev.deskwright.workspace.desired;

import dev.deskwright.workspace.observed.Ownership;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A drive as a PersistentVolumeClaim. */
public final class ClaimTemplate {

  private ClaimTemplate() {}

  /** The claim to create for a drive. */
  public static PersistentVolumeClaim claim(Blueprint blueprint, Drive drive) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName(drive.claimName())
        .withNamespace(blueprint.workspace().getMetadata().getNamespace())
        .withLabels(blueprint.labels())
        .withAnnotations(annotations(blueprint, drive))
        .withOwnerReferences(owners(blueprint, drive))
        .endMetadata()
        .withNewSpec()
        .withAccessModes("ReadWriteOnce")
        .withStorageClassName(drive.storageClass())
        .withNewResources()
        .withRequests(Map.of("storage", quantity(drive)))
        .endResources()
        .endSpec()
        .build();
  }

  /** The size of a drive as a quantity. */
  public static Quantity quantity(Drive drive) {
    return new Quantity(drive.sizeGib() + "Gi");
  }

  /** The owner of a drive; none when it stays after the WorkSpace is deleted. */
  public static List<OwnerReference> owners(Blueprint blueprint, Drive drive) {
    return drive.survives() ? List.of() : List.of(Ownership.reference(blueprint.workspace()));
  }

  /** What a drive is annotated with. */
  public static Map<String, String> annotations(Blueprint blueprint, Drive drive) {
    Map<String, String> annotations = new TreeMap<>(blueprint.annotations());
    if (drive.carriesSystem()) {
      annotations.putAll(blueprint.installed().annotations());
    }
    return annotations;
  }
}
