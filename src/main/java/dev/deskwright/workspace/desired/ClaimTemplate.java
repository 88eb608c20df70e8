package dev.deskwright.workspace.desired;

import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.observed.Ownership;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.TypedLocalObjectReference;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A drive as a PersistentVolumeClaim. */
public final class ClaimTemplate {

  private static final String SNAPSHOT_GROUP = "snapshot.storage.k8s.io";

  private ClaimTemplate() {}

  /** The claim to create for a drive. */
  public static PersistentVolumeClaim claim(Blueprint blueprint, Drive drive) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName(drive.claimName())
        .withNamespace(blueprint.workspace().getMetadata().getNamespace())
        .withLabels(labels(blueprint, drive))
        .withAnnotations(annotations(blueprint, drive))
        .addToAnnotations(blueprint.rules().placement().annotations())
        .withOwnerReferences(owners(blueprint, drive))
        .endMetadata()
        .withNewSpec()
        .withAccessModes("ReadWriteOnce")
        .withStorageClassName(drive.storageClass())
        .withDataSource(source(drive))
        .withNewResources()
        .withRequests(Map.of("storage", quantity(drive)))
        .endResources()
        .endSpec()
        .build();
  }

  private static TypedLocalObjectReference source(Drive drive) {
    return drive.source() == null
        ? null
        : new TypedLocalObjectReference(SNAPSHOT_GROUP, "VolumeSnapshot", drive.source());
  }

  /** What a drive is labelled with. */
  public static Map<String, String> labels(Blueprint blueprint, Drive drive) {
    Map<String, String> labels = new TreeMap<>(blueprint.labels());
    labels.put(Labels.DRIVE, drive.kind().name());
    return labels;
  }

  /** The size of a drive as a quantity. */
  public static Quantity quantity(Drive drive) {
    return new Quantity(drive.sizeGib() + "Gi");
  }

  /** The owner of a drive; none when it stays after the WorkSpace is deleted. */
  public static List<OwnerReference> owners(Blueprint blueprint, Drive drive) {
    return drive.survives() ? List.of() : List.of(Ownership.reference(blueprint.workspace()));
  }

  /** What a drive is annotated with; its subnet is not here, since it never changes. */
  public static Map<String, String> annotations(Blueprint blueprint, Drive drive) {
    Map<String, String> annotations = new TreeMap<>(blueprint.annotations());
    if (drive.carriesSystem()) {
      annotations.putAll(blueprint.installed().annotations());
    }
    return annotations;
  }
}
