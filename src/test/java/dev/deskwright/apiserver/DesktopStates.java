package dev.deskwright.apiserver;

import static dev.deskwright.api.v1alpha1.WorkSpaceState.STARTING;
import static dev.deskwright.api.v1alpha1.WorkSpaceState.STOPPED;
import static dev.deskwright.api.v1alpha1.WorkSpaceState.STOPPING;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.RunningMode.Mode;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import java.util.Arrays;
import java.util.Set;

/** How a desktop gets into each state: what people, its node and its storage driver do to it. */
final class DesktopStates {

  /** A Bundle whose image cannot be pulled. */
  static final String BROKEN = "broken";

  private DesktopStates() {}

  /** Makes a desktop, brings it into the state, and prepares what the next operation needs. */
  static void bring(PlayedDesktop desktop, WorkSpaceState state, Operation next) {
    boolean snapshots = next == Operation.restore || state == WorkSpaceState.RESTORING;
    if (state == WorkSpaceState.ERROR) {
      desktop.create(BROKEN, mode(state, next));
      desktop.failToPull();
      desktop.awaitState(state);
    } else {
      desktop.create("standard", mode(state, next));
    }
    if (state != WorkSpaceState.ERROR && state != WorkSpaceState.PENDING) {
      desktop.makeReady();
    }
    if (snapshots) {
      desktop.takeSnapshots();
    }
    change(desktop, state);
    desktop.awaitState(state);
    desktop.awaitStandstill();
  }

  /** A desktop that always runs cannot be stopped; one that does not has no maintenance window. */
  private static Mode mode(WorkSpaceState state, Operation next) {
    return next == Operation.stop || Set.of(STARTING, STOPPING, STOPPED).contains(state)
        ? Mode.Manual
        : Mode.AlwaysOn;
  }

  private static void change(PlayedDesktop desktop, WorkSpaceState to) {
    switch (to) {
      case PENDING, ERROR, AVAILABLE -> {}
      case UNHEALTHY -> desktop.crashAgainAndAgain();
      case IMPAIRED -> {
        desktop.holdPod();
        desktop.deletePod();
      }
      case STOPPING -> {
        desktop.holdPod();
        desktop.request(Operation.stop, "before");
      }
      case STOPPED -> desktop.ask(Operation.stop, "before");
      case STARTING -> {
        desktop.ask(Operation.stop, "before");
        desktop.request(Operation.start, "before");
      }
      case REBOOTING, REBUILDING, RESTORING, UPDATING, MAINTENANCE ->
          desktop.request(operation(to), "before");
      case SUSPENDED -> desktop.patch("{\"spec\": {\"suspended\": true}}");
      case ADMIN_MAINTENANCE ->
          desktop.patch("{\"spec\": {\"maintenance\": \"AdminMaintenance\"}}");
      case TERMINATING -> {
        desktop.patch("{\"metadata\": {\"finalizers\": [\"example.com/held\"]}}");
        desktop.delete();
      }
    }
  }

  /** The operation under way in a state that tells of one; its pod is taken by no node. */
  static Operation operation(WorkSpaceState state) {
    return Arrays.stream(Operation.values())
        .filter(operation -> operation.during() == state)
        .findFirst()
        .orElseThrow();
  }
}
