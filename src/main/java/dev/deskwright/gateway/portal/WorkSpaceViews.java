package dev.deskwright.gateway.portal;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.Condition;
import dev.deskwright.api.v1alpha1.ConditionType;
import dev.deskwright.api.v1alpha1.RunningMode;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.config.ComputeTypes;
import dev.deskwright.gateway.cluster.Cluster;
import dev.deskwright.gateway.portal.WorkSpaceView.Connection;
import dev.deskwright.gateway.portal.WorkSpaceView.LastOperation;
import dev.deskwright.gateway.portal.WorkSpaceView.Next;
import dev.deskwright.gateway.portal.WorkSpaceView.Progress;
import dev.deskwright.gateway.portal.WorkSpaceView.Snapshots;
import dev.deskwright.gateway.portal.WorkSpaceView.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Shows WorkSpaces to their users. */
final class WorkSpaceViews {

  private static final int DEFAULT_AUTO_STOP_MINUTES = 60;

  private final Cluster cluster;
  private final StartTimes startTimes;

  WorkSpaceViews(Cluster cluster, StartTimes startTimes) {
    this.cluster = cluster;
    this.startTimes = startTimes;
  }

  /**
   * A WorkSpace as it is.
   *
   * @param step how far it is on its way, if somebody has looked
   */
  WorkSpaceView of(WorkSpace workspace, Optional<Step> step) {
    var status = Optional.ofNullable(workspace.getStatus());
    var ready = status.flatMap(WorkSpaceViews::ready);
    var mode = status.map(WorkSpaceStatus::runningMode);
    return new WorkSpaceView(
        Cluster.id(workspace),
        workspace.getMetadata().getName(),
        cluster.bundle(workspace).map(bundle -> bundle.getSpec().description()).orElse(null),
        Permissions.state(workspace).name(),
        ready.map(Condition::reason).orElse(null),
        ready.map(Condition::message).orElse("The WorkSpace is new; nothing is wrong."),
        mode.map(RunningMode::mode).orElse(null),
        mode.map(WorkSpaceViews::autoStopMinutes).orElse(null),
        status.map(WorkSpaceStatus::computeType).orElse(workspace.getSpec().computeType()),
        status.map(WorkSpaceStatus::rootVolume).map(volume -> volume.sizeGib()).orElse(null),
        status.map(WorkSpaceStatus::userVolume).map(volume -> volume.sizeGib()).orElse(null),
        status
            .map(WorkSpaceStatus::connection)
            .map(record -> new Connection(record.state().name(), record.lastConnectedAt()))
            .orElse(null),
        next(status),
        step.map(now -> progress(workspace, now)).orElse(null),
        lastOperation(status),
        status
            .map(WorkSpaceStatus::snapshots)
            .map(taken -> new Snapshots(taken.lastUserAt(), taken.lastPairAt()))
            .orElse(null),
        texts(status.map(WorkSpaceStatus::pendingUpdates), WorkSpaceStatus.PendingUpdate::message),
        Permissions.of(workspace, cluster.directory(workspace)),
        computeTypes(workspace));
  }

  static Optional<Condition> ready(WorkSpaceStatus status) {
    return Optional.ofNullable(status.conditions()).stream()
        .flatMap(List::stream)
        .filter(condition -> condition.type().equals(ConditionType.Ready.name()))
        .findFirst();
  }

  private static Integer autoStopMinutes(RunningMode mode) {
    return mode.mode() != RunningMode.Mode.AutoStop
        ? null
        : Optional.ofNullable(mode.autoStopTimeoutMinutes()).orElse(DEFAULT_AUTO_STOP_MINUTES);
  }

  private static Next next(Optional<WorkSpaceStatus> status) {
    return status
        .map(WorkSpaceStatus::power)
        .map(power -> power.next())
        .filter(next -> next.action() != null)
        .map(next -> new Next(next.action().name(), next.at(), next.message()))
        .orElse(null);
  }

  private Progress progress(WorkSpace workspace, Step now) {
    var since = startTimes.since(workspace);
    return new Progress(
        now,
        List.of(Step.values()),
        since.map(Object::toString).orElse(null),
        startTimes.remaining(workspace).map(Duration::toSeconds).orElse(null));
  }

  private static LastOperation lastOperation(Optional<WorkSpaceStatus> status) {
    return status
        .map(WorkSpaceStatus::operations)
        .filter(operations -> !operations.isEmpty())
        .map(operations -> operations.get(operations.size() - 1))
        .map(
            last ->
                new LastOperation(
                    last.operation().toString(),
                    last.result().name(),
                    last.message(),
                    last.requestedAt()))
        .orElse(null);
  }

  private static <T> List<String> texts(Optional<List<T>> list, Function<T, String> text) {
    return list.map(items -> items.stream().map(text).toList()).orElse(null);
  }

  /** A Bundle with figures of its own has no types to choose from. */
  private List<String> computeTypes(WorkSpace workspace) {
    return cluster
        .bundle(workspace)
        .map(Bundle::getSpec)
        .filter(spec -> spec.compute().type() != null)
        .map(spec -> List.copyOf(ComputeTypes.builtIn().all().keySet()))
        .orElse(null);
  }
}
