package dev.deskwright.workspace.phase;

import static dev.deskwright.api.v1alpha1.ConditionType.DesktopRunning;

import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.kernel.Finding;
import dev.deskwright.workspace.observed.PodPhase;

/** The answer to whether the desktop can be connected to. Pure. */
final class DesktopFinding {

  private static final Finding STARTING =
      Finding.unknown(DesktopRunning, WorkSpaceReason.Starting, "The desktop is being started.");

  private static final Finding WAITING =
      Finding.unknown(DesktopRunning, WorkSpaceReason.Waiting, "The desktop is not started yet.");

  private DesktopFinding() {}

  static Finding of(PodPhase phase, boolean blocked) {
    if (phase instanceof PodPhase.Running running) {
      return Finding.yes(
          DesktopRunning,
          WorkSpaceReason.Running,
          "The desktop runs on node \"%s\".".formatted(running.node()));
    }
    if (phase instanceof PodPhase.Troubled troubled) {
      return Finding.no(DesktopRunning, troubled.reason(), troubled.message());
    }
    if (phase instanceof PodPhase.Ended ended) {
      return Finding.no(DesktopRunning, ended.reason(), ended.message());
    }
    return blocked && phase instanceof PodPhase.Absent ? WAITING : STARTING;
  }
}
