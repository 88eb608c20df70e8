package dev.deskwright.workspace.lifecycle;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.util.Optional;

/** One write to the API server. */
public sealed interface Write {

  /** Makes a drive. */
  record CreateClaim(PersistentVolumeClaim claim) implements Write {}

  /** Makes the desktop's pod. */
  record CreatePod(Pod pod) implements Write {}

  /** Deletes this very pod. */
  record DeletePod(Pod pod) implements Write {}

  /** Changes labels, size or owner of a drive. */
  record PatchClaim(PersistentVolumeClaim claim, String mergePatch) implements Write {}

  /** Deletes this very drive. */
  record DeleteClaim(PersistentVolumeClaim claim) implements Write {}

  /** Changes labels of the pod, which restarts nothing. */
  record PatchPod(Pod pod, String mergePatch) implements Write {}

  /**
   * Takes a snapshot.
   *
   * @param otherwise what to do when the API server refuses it
   */
  record CreateSnapshot(VolumeSnapshot snapshot, Optional<Write> otherwise) implements Write {}

  /** Deletes this very snapshot. */
  record DeleteSnapshot(VolumeSnapshot snapshot) implements Write {}

  /** Changes the WorkSpace's own metadata. */
  record PatchWorkSpace(String mergePatch) implements Write {}
}
