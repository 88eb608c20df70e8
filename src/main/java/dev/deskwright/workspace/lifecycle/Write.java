package dev.deskwright.workspace.lifecycle;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;

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

  /** Changes labels of the pod, which restarts nothing. */
  record PatchPod(Pod pod, String mergePatch) implements Write {}
}
