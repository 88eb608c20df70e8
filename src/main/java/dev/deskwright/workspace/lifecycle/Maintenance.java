package dev.deskwright.workspace.lifecycle;

import dev.deskwright.api.v1alpha1.Connection;
import dev.deskwright.api.v1alpha1.MaintenanceWindow;
import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.RunningMode;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.kernel.Conditions;
import dev.deskwright.workspace.desired.Resolution;
import dev.deskwright.workspace.desired.Resolver;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.Recorded;
import dev.deskwright.workspace.phase.PendingUpdates;
import dev.deskwright.workspace.power.Activity;
import dev.deskwright.workspace.power.MaintenanceWindows;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Reboots AlwaysOn desktops that wait for it, once in each maintenance window. Pure. */
final class Maintenance {

  private Maintenance() {}

  /** The request that the window makes, if it is this desktop's turn. */
  static Optional<Request> request(Observed observed, Resolution resolution, WorkSpaceState state) {
    return window(observed)
        .filter(window -> Operation.maintenance.isAllowedIn(state))
        .filter(window -> isOutdated(observed, resolution))
        .filter(window -> observed.goingClaim().isEmpty())
        .flatMap(window -> turn(window, observed))
        .map(opened -> new Request(Operation.maintenance, Conditions.time(opened)))
        .filter(
            request ->
                Recorded.operations(observed.workspace()).stream()
                    .noneMatch(request::isRecordedAs));
  }

  /** When to look again, if a window may bring something, or somebody no longer be connected. */
  static Optional<Duration> recheck(Observed observed, Resolution resolution) {
    return window(observed)
        .filter(window -> isOutdated(observed, resolution))
        .flatMap(
            window ->
                Stream.of(
                        MaintenanceWindows.nextChange(window, uid(observed), observed.now()),
                        Activity.nextChange(connection(observed), observed.now()))
                    .flatMap(Optional::stream)
                    .min(Instant::compareTo))
        .map(change -> Duration.between(observed.now(), change));
  }

  private static Optional<MaintenanceWindow> window(Observed observed) {
    return Resolver.runningMode(observed).mode() == RunningMode.Mode.AlwaysOn
        ? observed.directory().map(directory -> directory.getSpec().maintenanceWindow())
        : Optional.empty();
  }

  private static boolean isOutdated(Observed observed, Resolution resolution) {
    return resolution
        .blueprint()
        .filter(blueprint -> PendingUpdates.podIsOutdated(observed, blueprint))
        .isPresent();
  }

  /** Nobody is thrown out: as long as somebody is connected, the turn does not come. */
  private static Optional<Instant> turn(MaintenanceWindow window, Observed observed) {
    if (Activity.of(connection(observed), observed.now()) instanceof Activity.Connected) {
      return Optional.empty();
    }
    return MaintenanceWindows.open(window, observed.now())
        .filter(
            opened ->
                MaintenanceWindows.turn(window, opened, uid(observed))
                    .filter(turn -> !turn.isAfter(observed.now()))
                    .isPresent());
  }

  private static Connection connection(Observed observed) {
    return Optional.ofNullable(observed.workspace().getStatus())
        .map(WorkSpaceStatus::connection)
        .orElse(null);
  }

  private static String uid(Observed observed) {
    return observed.workspace().getMetadata().getUid();
  }
}
