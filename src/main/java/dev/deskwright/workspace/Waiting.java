package dev.deskwright.workspace;

import dev.deskwright.api.v1alpha1.Condition;
import dev.deskwright.api.v1alpha1.ConditionType;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.kernel.Conditions;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Who waits for room in a quota, and since when: what stands in the status. */
final class Waiting {

  private Waiting() {}

  /** The one who has waited longest first; of those who came at once, the oldest WorkSpace. */
  static Comparator<WorkSpace> longestFirst() {
    return Comparator.comparing((WorkSpace ws) -> since(ws).orElse("9"))
        .thenComparing(ws -> ws.getMetadata().getCreationTimestamp())
        .thenComparing(ws -> ws.getMetadata().getUid());
  }

  /** Since when it has waited, if it does. */
  static Optional<String> since(WorkSpace workspace) {
    return Stream.of(ConditionType.StorageReady, ConditionType.DesktopRunning)
        .flatMap(type -> Conditions.find(Conditions.of(workspace), type).stream())
        .filter(condition -> WorkSpaceReason.QuotaExceeded.name().equals(condition.reason()))
        .map(Condition::lastTransitionTime)
        .findFirst();
  }
}
