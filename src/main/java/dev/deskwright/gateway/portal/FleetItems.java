package dev.deskwright.gateway.portal;

import dev.deskwright.api.v1alpha1.Condition;
import dev.deskwright.api.v1alpha1.RunningMode;
import dev.deskwright.api.v1alpha1.Usage;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.gateway.cluster.Cluster;
import dev.deskwright.workspace.metering.Meter;
import java.time.Clock;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A line of the fleet for each WorkSpace. */
final class FleetItems {

  private static final Set<WorkSpaceState> TROUBLE =
      Set.of(WorkSpaceState.ERROR, WorkSpaceState.UNHEALTHY, WorkSpaceState.IMPAIRED);

  private static final Set<String> PROBLEMS =
      Arrays.stream(WorkSpaceReason.values())
          .filter(WorkSpaceReason::isProblem)
          .map(WorkSpaceReason::name)
          .collect(Collectors.toUnmodifiableSet());

  private final Clock clock;

  FleetItems(Clock clock) {
    this.clock = clock;
  }

  FleetView.Item of(WorkSpace workspace) {
    var status = Optional.ofNullable(workspace.getStatus());
    var spec = workspace.getSpec();
    var problem = status.flatMap(FleetItems::problem);
    var connection = status.map(WorkSpaceStatus::connection);
    var cost = status.map(WorkSpaceStatus::usage).map(Usage::cost).filter(this::isOfThisMonth);
    return new FleetView.Item(
        Cluster.id(workspace),
        workspace.getMetadata().getNamespace(),
        workspace.getMetadata().getName(),
        spec.userName(),
        spec.directoryRef().name(),
        spec.bundleRef().name(),
        Permissions.state(workspace).name(),
        status
            .map(WorkSpaceStatus::runningMode)
            .map(RunningMode::mode)
            .map(Enum::name)
            .orElse(null),
        connection.map(record -> record.state().name()).orElse(null),
        connection.map(record -> record.lastConnectedAt()).orElse(null),
        status.map(WorkSpaceStatus::usage).map(this::secondsThisMonth).orElse(0L),
        cost.map(sums -> sums.cheaper() == Usage.Billing.Monthly ? sums.monthly() : sums.hourly())
            .orElse(null),
        cost.map(Usage.Cost::currency).orElse(null),
        problem.isPresent() || TROUBLE.contains(Permissions.state(workspace)),
        problem.map(Condition::reason).orElse(null),
        problem.map(Condition::message).orElse(null));
  }

  private boolean isOfThisMonth(Usage.Cost cost) {
    return cost.month().equals(month());
  }

  private String month() {
    return YearMonth.now(clock).toString();
  }

  /** Up to this moment: what is recorded of a desktop that runs may be a day old. */
  private long secondsThisMonth(Usage usage) {
    return Meter.secondsThisMonth(usage, clock.instant()).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  /** The first condition that says something is wrong. */
  private static Optional<Condition> problem(WorkSpaceStatus status) {
    return Optional.ofNullable(status.conditions()).stream()
        .flatMap(List::stream)
        .filter(condition -> !condition.status().isTrue() && PROBLEMS.contains(condition.reason()))
        .findFirst();
  }
}
