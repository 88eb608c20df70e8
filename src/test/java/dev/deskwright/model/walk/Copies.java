package dev.deskwright.model.walk;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceSpec;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.workspace.MergePatches;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshotStatus;
import java.time.Instant;

/**
 * Changed copies of objects. What is in the model's API server is never changed in place, so that
 * caches can hold on to an older version for nothing.
 */
final class Copies {

  private static final String NODE = "n1";

  private Copies() {}

  /** Metadata with another version. */
  static ObjectMeta meta(HasMetadata of, String version) {
    ObjectMeta copy = new ObjectMetaBuilder(of.getMetadata()).build();
    copy.setResourceVersion(version);
    return copy;
  }

  static Pod pod(Pod of, ObjectMeta meta, PodStatus status) {
    return new Pod(of.getApiVersion(), of.getKind(), meta, of.getSpec(), status);
  }

  /** What a cache keeps of a pod: see WorkSpaceSources. */
  static PodSpec pruned(PodSpec spec) {
    return new PodSpecBuilder()
        .withVolumes(
            spec.getVolumes().stream().filter(v -> v.getPersistentVolumeClaim() != null).toList())
        .build();
  }

  static PodSpec onNode(PodSpec spec) {
    return new PodSpecBuilder().withVolumes(spec.getVolumes()).withNodeName(NODE).build();
  }

  static PersistentVolumeClaim claim(PersistentVolumeClaim of, ObjectMeta meta, String phase) {
    var status = new PersistentVolumeClaimStatus();
    status.setPhase(phase);
    return new PersistentVolumeClaim(of.getApiVersion(), of.getKind(), meta, of.getSpec(), status);
  }

  static VolumeSnapshot snapshot(
      VolumeSnapshot of, ObjectMeta meta, Instant takenAt, boolean ready) {
    var status = new VolumeSnapshotStatus();
    status.setReadyToUse(ready);
    status.setCreationTime(takenAt.toString());
    return new VolumeSnapshot(of.getApiVersion(), of.getKind(), meta, of.getSpec(), status);
  }

  static WorkSpace workspace(
      WorkSpace of, ObjectMeta meta, WorkSpaceSpec spec, WorkSpaceStatus status) {
    var copy = new WorkSpace();
    copy.setMetadata(meta);
    copy.setSpec(spec);
    copy.setStatus(status);
    return copy;
  }

  static <T> T merged(T of, String patch, Class<T> type) {
    return Serialization.unmarshal(MergePatches.apply(Serialization.asJson(of), patch), type);
  }

  static PodStatus pending() {
    return new PodStatusBuilder().withPhase("Pending").build();
  }

  /** Answers, or does not any more. */
  static PodStatus running(boolean ready, Instant startedAt, Instant since) {
    return new PodStatusBuilder()
        .withPhase("Running")
        .withPodIP("10.0.0.7")
        .withConditions(
            new PodConditionBuilder()
                .withType("Ready")
                .withStatus(ready ? "True" : "False")
                .withLastTransitionTime(since.toString())
                .build())
        .withContainerStatuses(container(startedAt, 0))
        .build();
  }

  /** Ends again and again. */
  static PodStatus crashing(Instant startedAt) {
    return new PodStatusBuilder()
        .withPhase("Running")
        .withContainerStatuses(container(startedAt, 5))
        .build();
  }

  /** Is not given a node. */
  static PodStatus unschedulable(Instant since) {
    return new PodStatusBuilder()
        .withPhase("Pending")
        .withConditions(
            new PodConditionBuilder()
                .withType("PodScheduled")
                .withStatus("False")
                .withLastTransitionTime(since.toString())
                .build())
        .build();
  }

  /** Has an image that cannot be pulled. */
  static PodStatus pullFails() {
    return new PodStatusBuilder()
        .withPhase("Pending")
        .addNewContainerStatus()
        .withName("desktop")
        .withImage("image")
        .withRestartCount(0)
        .withNewState()
        .withNewWaiting()
        .withReason("ErrImagePull")
        .endWaiting()
        .endState()
        .endContainerStatus()
        .build();
  }

  /** Was evicted. */
  static PodStatus failed() {
    return new PodStatusBuilder().withPhase("Failed").withReason("Evicted").build();
  }

  private static ContainerStatus container(Instant startedAt, int restarts) {
    return new ContainerStatusBuilder()
        .withName("desktop")
        .withStarted(true)
        .withRestartCount(restarts)
        .withNewState()
        .withNewRunning()
        .withStartedAt(startedAt.toString())
        .endRunning()
        .endState()
        .build();
  }
}
