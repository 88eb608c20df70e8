package dev.deskwright.kernel;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.util.List;

/**
 * The kinds of which the operator hears by watching. What a watch tells is read as its kind only if
 * the kind is known by name; else it is read as maps of maps, and these once more as the kind.
 */
final class WatchedKinds {

  /** A watch tells of its own end by a Status. */
  static final List<Class<? extends KubernetesResource>> ALL =
      List.of(
          WorkSpace.class,
          Bundle.class,
          Directory.class,
          Pod.class,
          PersistentVolumeClaim.class,
          StorageClass.class,
          VolumeSnapshot.class,
          Service.class,
          NetworkPolicy.class,
          PodDisruptionBudget.class,
          StatefulSet.class,
          Status.class);

  private WatchedKinds() {}

  /** Makes them known; gives what it was given. */
  static KubernetesSerialization in(KubernetesSerialization serialization) {
    ALL.forEach(serialization::registerKubernetesResource);
    return serialization;
  }
}
