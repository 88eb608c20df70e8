package dev.deskwright.demo;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshotBuilder;

/** Drives, snapshots and pods of a namespace, as small as they can be. */
record SimulatedObjects(String namespace) {

  PersistentVolumeClaim claim(String name) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .endMetadata()
        .withNewSpec()
        .withAccessModes("ReadWriteOnce")
        .withNewResources()
        .addToRequests("storage", new Quantity("50Gi"))
        .endResources()
        .endSpec()
        .build();
  }

  PersistentVolumeClaim claim(String name, String snapshot) {
    return new PersistentVolumeClaimBuilder(claim(name))
        .editSpec()
        .withNewDataSource("snapshot.storage.k8s.io", "VolumeSnapshot", snapshot)
        .endSpec()
        .build();
  }

  VolumeSnapshot snapshot(String name, String claim) {
    return new VolumeSnapshotBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .endMetadata()
        .withNewSpec()
        .withNewSource()
        .withPersistentVolumeClaimName(claim)
        .endSource()
        .endSpec()
        .build();
  }

  /** A pod that fills its root drive from an image first, and then has it in parts. */
  Pod pod(String name, String image, String rootClaim, String userClaim) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .endMetadata()
        .withNewSpec()
        .addNewInitContainer()
        .withName("seed")
        .withImage(image)
        .addNewVolumeMount()
        .withName("root")
        .withMountPath("/root-drive")
        .endVolumeMount()
        .addNewVolumeMount()
        .withName("home")
        .withMountPath("/home-drive")
        .endVolumeMount()
        .endInitContainer()
        .addNewContainer()
        .withName("desktop")
        .withImage(image)
        .addNewVolumeMount()
        .withName("root")
        .withMountPath("/usr")
        .withSubPath("system/usr")
        .endVolumeMount()
        .addNewVolumeMount()
        .withName("home")
        .withMountPath("/home/anna")
        .endVolumeMount()
        .endContainer()
        .addNewVolume()
        .withName("root")
        .withNewPersistentVolumeClaim(rootClaim, false)
        .endVolume()
        .addNewVolume()
        .withName("home")
        .withNewPersistentVolumeClaim(userClaim, false)
        .endVolume()
        .endSpec()
        .build();
  }
}
