package dev.deskwright.workspace.phase;

import static dev.deskwright.api.v1alpha1.ConditionType.DesktopRunning;

import dev.deskwright.api.v1alpha1.Power;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.kernel.Finding;
import dev.deskwright.workspace.desired.Intent;
import dev.deskwright.workspace.desired.Suspension;
import dev.deskwright.workspace.observed.PodPhase;
import java.util.Optional;

/** The answer to whether the desktop can be connected to. Pure. */
final class DesktopFinding {

  private static final Finding STARTING =
      Finding.unknown(DesktopRunning, WorkSpaceReason.Starting, "The desktop is being started.");

  private static final Finding STOPPING =
      Finding.unknown(DesktopRunning, WorkSpaceReason.Stopping, "The desktop is being stopped.");

  private static final Finding WAITING =
      Finding.unknown(DesktopRunning, WorkSpaceReason.Waiting, "The desktop is not started yet.");

  private DesktopFinding() {}

  /**
   * Answers.
   *
   * @param blocked whether nothing new is made at the moment
   * @param suspended why it is out of service, if it is
   */
  static Finding of(
      PodPhase phase, boolean blocked, Optional<Suspension> suspended, Intent intent) {
    if (phase instanceof PodPhase.Troubled troubled) {
      return Finding.no(DesktopRunning, troubled.reason(), troubled.message());
    }
    if (suspended.isPresent() || intent.stopped()) {
      return phase instanceof PodPhase.Absent ? atRest(suspended, intent.power()) : STOPPING;
    }
    if (phase instanceof PodPhase.Running running) {
      return Finding.yes(
          DesktopRunning,
          WorkSpaceReason.Running,
          "The desktop runs on node \"%s\".".formatted(running.node()));
    }
    if (phase instanceof PodPhase.Ended ended) {
      return Finding.no(DesktopRunning, ended.reason(), ended.message());
    }
    return blocked && phase instanceof PodPhase.Absent ? WAITING : STARTING;
  }

  private static Finding atRest(Optional<Suspension> suspended, Power power) {
    return suspended
        .map(
            why ->
                Finding.no(
                    DesktopRunning,
                    WorkSpaceReason.Suspended,
                    "The desktop is out of service: %s.".formatted(why.remedy())))
        .orElseGet(
            () ->
                Finding.no(
                    DesktopRunning,
                    WorkSpaceReason.Stopped,
                    "The desktop is stopped, %s; the annotation deskwright.dev/start starts it."
                        .formatted(why(power.cause()))));
  }

  private static String why(Power.Cause cause) {
    return switch (cause) {
      case Idle -> "since nobody was connected";
      case Schedule -> "as its schedule says";
      default -> "as it was asked for";
    };
  }
}
