package dev.deskwright.workspace.lifecycle;

import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.desired.Blueprint;
import dev.deskwright.workspace.desired.Drive;
import dev.deskwright.workspace.observed.Mounted;
import dev.deskwright.workspace.observed.Observed;
import io.fabric8.kubernetes.api.model.Pod;

/** Whether a pod, and the drives under it, are those that the blueprint means. Pure. */
final class PodFit {

  private PodFit() {}

  /** Whether the pod mounts the right drives and runs the right image. */
  static boolean fits(Pod pod, Blueprint blueprint) {
    return mountsRightDrives(pod, blueprint) && runsRightImage(pod, blueprint);
  }

  static boolean mountsRightDrives(Pod pod, Blueprint blueprint) {
    return Mounted.claims(pod).equals(blueprint.claimNames());
  }

  static boolean runsRightImage(Pod pod, Blueprint blueprint) {
    return blueprint
        .installed()
        .image()
        .equals(pod.getMetadata().getAnnotations().get(Labels.IMAGE));
  }

  /** Whether the drive that tells what is installed says what the blueprint says. */
  static boolean isPinned(Observed observed, Blueprint blueprint) {
    return blueprint.drives().stream()
        .filter(Drive::carriesSystem)
        .allMatch(
            drive ->
                observed
                    .claim(drive.claimName())
                    .filter(
                        claim ->
                            claim
                                .getMetadata()
                                .getAnnotations()
                                .entrySet()
                                .containsAll(blueprint.installed().annotations().entrySet()))
                    .isPresent());
  }
}
