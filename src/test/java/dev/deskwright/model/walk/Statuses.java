package dev.deskwright.model.walk;

import dev.deskwright.api.v1alpha1.Connection;
import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import java.util.List;

/** Statuses with one field changed. */
final class Statuses {

  private Statuses() {}

  /** With another record of activity, as a gateway patches it. */
  static WorkSpaceStatus withConnection(WorkSpaceStatus of, Connection connection) {
    return with(of, connection, of.operations());
  }

  static WorkSpaceStatus withOperations(WorkSpaceStatus of, List<OperationStatus> operations) {
    return with(of, of.connection(), operations);
  }

  private static WorkSpaceStatus with(
      WorkSpaceStatus of, Connection connection, List<OperationStatus> operations) {
    return new WorkSpaceStatus(
        of.observedGeneration(),
        of.workspaceId(),
        of.directoryId(),
        of.bundleId(),
        of.bundleName(),
        of.user(),
        of.subnetName(),
        of.state(),
        of.runningMode(),
        of.power(),
        connection,
        of.computeType(),
        of.image(),
        of.rootVolume(),
        of.userVolume(),
        of.snapshots(),
        of.usage(),
        of.nodeName(),
        of.ipAddress(),
        of.computerName(),
        of.pendingUpdates(),
        operations,
        of.conditions());
  }
}
