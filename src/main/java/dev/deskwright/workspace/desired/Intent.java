package dev.deskwright.workspace.desired;

import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.Power;
import java.util.List;
import java.util.Optional;

/**
 * What is to be done with a desktop, as far as that is not its spec: the operations as they should
 * stand now, and whether it is to run.
 */
public record Intent(List<OperationStatus> operations, Power power) {

  /** The operation under way, if there is one. */
  public Optional<OperationStatus> underWay() {
    return operations.stream().filter(operation -> !operation.ended()).findFirst();
  }

  /** Whether the desktop is to be stopped. */
  public boolean stopped() {
    return power.desired() == Power.Desired.Stopped;
  }
}
