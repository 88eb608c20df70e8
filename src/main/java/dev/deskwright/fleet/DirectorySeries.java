package dev.deskwright.fleet;

import dev.deskwright.api.v1alpha1.Condition;
import dev.deskwright.api.v1alpha1.ConditionType;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectoryStatus;
import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.Quotas;
import dev.deskwright.api.v1alpha1.RunningMode.Mode;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.kernel.Conditions;
import dev.deskwright.kernel.Ids;
import dev.deskwright.telemetry.Family;
import dev.deskwright.telemetry.Metric;
import dev.deskwright.workspace.observed.Quota;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The series of each Directory: as many as there are Directories, however many desktops. */
final class DirectorySeries {

  private static final List<ConditionType> CONDITIONS =
      List.of(ConditionType.Ready, ConditionType.Reachable, ConditionType.Registered);

  private final Map<String, Totals> totals = new TreeMap<>();
  private final Instant now;

  private final Family info = new Family(Metric.DIRECTORY_INFO);
  private final Family condition = new Family(Metric.DIRECTORY_CONDITION);
  private final Family quotaUsed = new Family(Metric.QUOTA_USED);
  private final Family quotaLimit = new Family(Metric.QUOTA_LIMIT);
  private final Family workspaces = new Family(Metric.WORKSPACES);
  private final Family connected = new Family(Metric.USERS_CONNECTED);
  private final Family seconds = new Family(Metric.RUNNING_SECONDS);
  private final Family cost = new Family(Metric.COST);
  private final Family operations = new Family(Metric.OPERATIONS_RUNNING);
  private final Family oldestOperation = new Family(Metric.OPERATION_OLDEST_SECONDS);
  private final Family overdue = new Family(Metric.SNAPSHOTS_OVERDUE);
  private final Family oldestSnapshot = new Family(Metric.SNAPSHOT_OLDEST_AGE_SECONDS);

  DirectorySeries(Instant now) {
    this.now = now;
  }

  /** A Directory has its series even if nobody has a desktop in it. */
  void add(Directory directory) {
    var meta = directory.getMetadata();
    String id = Ids.directory(meta.getUid());
    totals.computeIfAbsent(id, any -> new Totals());
    info.add(id, meta.getNamespace(), meta.getName(), directory.getSpec().type().name());
    for (ConditionType type : CONDITIONS) {
      boolean holds =
          Conditions.find(Conditions.of(directory), type)
              .filter(found -> found.status() == Condition.Status.True)
              .isPresent();
      condition.add(holds ? 1 : 0, id, type.name());
    }
    quotas(id, directory.getSpec().quotas(), directory.getStatus());
  }

  private void quotas(String id, Quotas limits, DirectoryStatus status) {
    if (limits == null) {
      return;
    }
    Optional<Quotas> used = Optional.ofNullable(status).map(DirectoryStatus::used);
    for (Quota quota : Quota.values()) {
      if (quota.limit(limits) != null) {
        quotaLimit.add(quota.limit(limits), id, quota.name());
        used.map(quota::limit).ifPresent(taken -> quotaUsed.add(taken, id, quota.name()));
      }
    }
  }

  void add(Reading reading) {
    totals.computeIfAbsent(reading.directoryId(), any -> new Totals()).add(reading);
  }

  /** All of them, when everything was added. */
  Stream<Family> families() {
    totals.forEach(this::add);
    return Stream.of(
        info,
        condition,
        quotaUsed,
        quotaLimit,
        workspaces,
        connected,
        seconds,
        cost,
        operations,
        oldestOperation,
        overdue,
        oldestSnapshot);
  }

  private void add(String id, Totals sums) {
    for (WorkSpaceState state : WorkSpaceState.values()) {
      workspaces.add(sums.states.getOrDefault(state, 0), id, state.name());
    }
    for (Mode mode : Mode.values()) {
      seconds.add(sums.seconds.getOrDefault(mode, 0L), id, mode.name());
    }
    for (Operation operation : Operation.values()) {
      operations.add(sums.operations.getOrDefault(operation, 0), id, operation.key());
    }
    sums.costs.forEach(
        (tariff, amount) ->
            cost.add(
                amount.doubleValue(),
                id,
                tariff.currency(),
                tariff.billing().name().toLowerCase(Locale.ROOT)));
    connected.add(sums.connected, id);
    overdue.add(sums.overdue, id);
    oldestOperation.add(sums.oldestOperation == null ? 0 : age(sums.oldestOperation), id);
    if (sums.oldestSnapshot != null) {
      oldestSnapshot.add(age(sums.oldestSnapshot), id);
    }
  }

  /** A clock that was ahead makes nothing younger than now. */
  private double age(Instant moment) {
    return Math.max(0, Duration.between(moment, now).toSeconds());
  }
}
