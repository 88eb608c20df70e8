package dev.deskwright.model.walk;

import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import java.util.Objects;
import java.util.function.Function;

/** What a merge patch of the difference between two statuses makes of a third. */
final class Merging {

  private final WorkSpaceStatus seen;
  private final WorkSpaceStatus wanted;
  private final WorkSpaceStatus live;

  private Merging(WorkSpaceStatus seen, WorkSpaceStatus wanted, WorkSpaceStatus live) {
    this.seen = seen;
    this.wanted = wanted;
    this.live = live;
  }

  static WorkSpaceStatus of(WorkSpaceStatus seen, WorkSpaceStatus wanted, WorkSpaceStatus live) {
    return Objects.equals(live, seen) ? wanted : new Merging(seen, wanted, live).merged();
  }

  private WorkSpaceStatus merged() {
    return new WorkSpaceStatus(
        of(WorkSpaceStatus::observedGeneration),
        of(WorkSpaceStatus::workspaceId),
        of(WorkSpaceStatus::directoryId),
        of(WorkSpaceStatus::bundleId),
        of(WorkSpaceStatus::bundleName),
        of(WorkSpaceStatus::user),
        of(WorkSpaceStatus::subnetName),
        of(WorkSpaceStatus::state),
        of(WorkSpaceStatus::runningMode),
        of(WorkSpaceStatus::power),
        of(WorkSpaceStatus::connection),
        of(WorkSpaceStatus::computeType),
        of(WorkSpaceStatus::image),
        of(WorkSpaceStatus::rootVolume),
        of(WorkSpaceStatus::userVolume),
        of(WorkSpaceStatus::snapshots),
        of(WorkSpaceStatus::usage),
        of(WorkSpaceStatus::nodeName),
        of(WorkSpaceStatus::ipAddress),
        of(WorkSpaceStatus::computerName),
        of(WorkSpaceStatus::pendingUpdates),
        of(WorkSpaceStatus::operations),
        of(WorkSpaceStatus::conditions));
  }

  private <T> T of(Function<WorkSpaceStatus, T> field) {
    T now = field.apply(wanted);
    T before = seen == null ? null : field.apply(seen);
    return !Objects.equals(before, now) ? now : live == null ? null : field.apply(live);
  }
}
