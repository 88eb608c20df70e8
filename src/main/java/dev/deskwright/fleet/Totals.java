package dev.deskwright.fleet;

import dev.deskwright.api.v1alpha1.Condition;
import dev.deskwright.api.v1alpha1.ConditionType;
import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.RunningMode.Mode;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.fleet.Reading.Tariff;
import dev.deskwright.kernel.Conditions;
import dev.deskwright.workspace.power.Timestamp;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the WorkSpaces of one Directory come to together. */
final class Totals {

  final Map<WorkSpaceState, Integer> states = new EnumMap<>(WorkSpaceState.class);
  final Map<Mode, Long> seconds = new EnumMap<>(Mode.class);
  final Map<Tariff, BigDecimal> costs = new HashMap<>();
  final Map<Operation, Integer> operations = new EnumMap<>(Operation.class);
  int connected;
  int overdue;

  /** When the operation that is under way for longest was accepted; null when none is. */
  Instant oldestOperation;

  /** The oldest among the newest snapshots of desktops that run; null when there is none. */
  Instant oldestSnapshot;

  void add(Reading reading) {
    states.merge(reading.state(), 1, Integer::sum);
    reading.seconds().forEach((mode, time) -> seconds.merge(mode, time, Long::sum));
    reading.bill().ifPresent(bill -> costs.merge(bill.tariff(), bill.amount(), BigDecimal::add));
    connected += reading.isConnected() ? 1 : 0;
    if (reading.runs()) {
      reading.snapshotAt().ifPresent(at -> oldestSnapshot = earlier(oldestSnapshot, at));
    }
    reading.status().ifPresent(this::add);
  }

  private void add(WorkSpaceStatus status) {
    boolean isOverdue =
        Conditions.find(status.conditions(), ConditionType.SnapshotsCurrent)
            .filter(condition -> condition.status() == Condition.Status.False)
            .isPresent();
    overdue += isOverdue ? 1 : 0;
    List<OperationStatus> recorded = status.operations();
    for (OperationStatus operation : recorded == null ? List.<OperationStatus>of() : recorded) {
      if (!operation.ended()) {
        operations.merge(operation.operation(), 1, Integer::sum);
        Timestamp.parse(operation.requestedAt())
            .ifPresent(at -> oldestOperation = earlier(oldestOperation, at));
      }
    }
  }

  private static Instant earlier(Instant known, Instant other) {
    return known == null || other.isBefore(known) ? other : known;
  }
}
