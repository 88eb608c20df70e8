package dev.deskwright.workspace;

import dev.deskwright.api.v1alpha1.Condition;
import dev.deskwright.api.v1alpha1.ConditionType;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.kernel.Conditions;
import java.util.List;
import java.util.Objects;

/**
 * Decides whether a status is news. A desktop that starts passes through many small steps; telling
 * each would cost a write per step and desktop, and nobody reads them.
 */
final class Progress {

  private Progress() {}

  static boolean isWorthWriting(WorkSpaceStatus before, WorkSpaceStatus after) {
    boolean onTheWay =
        before != null && isStarting(before.conditions()) && isStarting(after.conditions());
    return !onTheWay
        || before.state() != after.state()
        || !Objects.equals(before.observedGeneration(), after.observedGeneration())
        || !Objects.equals(orEmpty(before.operations()), orEmpty(after.operations()))
        || !Objects.equals(orEmpty(before.pendingUpdates()), orEmpty(after.pendingUpdates()));
  }

  private static boolean isStarting(List<Condition> conditions) {
    return Conditions.find(conditions, ConditionType.Ready)
        .map(ready -> ready.reason().equals(WorkSpaceReason.Starting.name()))
        .orElse(false);
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list;
  }
}
