package dev.deskwright.workspace.observed;

import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.OperationStatus.Replacement;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import java.util.List;
import java.util.Optional;

/** The operations that stand in a status: only these are carried out. */
public final class Recorded {

  private Recorded() {}

  /** All of them, oldest first. */
  public static List<OperationStatus> operations(WorkSpace workspace) {
    return Optional.ofNullable(workspace.getStatus())
        .map(WorkSpaceStatus::operations)
        .map(Recorded::known)
        .orElseGet(List::of);
  }

  /** Without those of a later version, which this one can neither end nor refuse. */
  private static List<OperationStatus> known(List<OperationStatus> operations) {
    return operations.stream()
        .filter(each -> each.operation() != null && each.result() != null)
        .toList();
  }

  /** The one under way; there is at most one. */
  public static Optional<OperationStatus> underWay(WorkSpace workspace) {
    return operations(workspace).stream().filter(operation -> !operation.ended()).findFirst();
  }

  /** Whether an operation under way makes the pod anew, so that there may be none for a moment. */
  public static boolean remakesPod(WorkSpace workspace) {
    return underWay(workspace).filter(running -> running.operation().remakesPod()).isPresent();
  }

  /** What the operation under way makes anew, if it makes drives. */
  public static Optional<Replacement> replacement(WorkSpace workspace) {
    return underWay(workspace).map(OperationStatus::replacement);
  }
}
