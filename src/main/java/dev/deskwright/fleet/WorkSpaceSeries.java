package dev.deskwright.fleet;

import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus.VolumeStatus;
import dev.deskwright.telemetry.Family;
import dev.deskwright.telemetry.Metric;
import java.util.stream.Stream;

/** The series of each WorkSpace: at most eight. */
final class WorkSpaceSeries {

  private final Family info = new Family(Metric.WORKSPACE_INFO);
  private final Family state = new Family(Metric.WORKSPACE_STATE);
  private final Family connected = new Family(Metric.WORKSPACE_CONNECTED);
  private final Family seconds = new Family(Metric.WORKSPACE_RUNNING_SECONDS);
  private final Family cost = new Family(Metric.WORKSPACE_COST);
  private final Family snapshot = new Family(Metric.WORKSPACE_SNAPSHOT_TIMESTAMP_SECONDS);
  private final Family volume = new Family(Metric.WORKSPACE_VOLUME_INFO);

  void add(Reading reading) {
    String id = reading.id();
    var meta = reading.workspace().getMetadata();
    info.add(
        id,
        reading.directoryId(),
        meta.getNamespace(),
        meta.getName(),
        Fleet.bundleName(reading.workspace()),
        reading.mode().map(Enum::name).orElse(Reading.UNKNOWN));
    state.add(1, id, reading.state().name());
    connected.add(reading.isConnected() ? 1 : 0, id);
    seconds.add((double) reading.allSeconds(), id);
    reading.bill().ifPresent(bill -> cost.add(bill.amount().doubleValue(), id, bill.currency()));
    reading.snapshotAt().ifPresent(at -> snapshot.add((double) at.getEpochSecond(), id));
    reading.status().ifPresent(status -> volumes(id, meta.getNamespace(), status));
  }

  private void volumes(String id, String namespace, WorkSpaceStatus status) {
    volume(id, "root", namespace, status.rootVolume());
    volume(id, "user", namespace, status.userVolume());
  }

  private void volume(String id, String which, String namespace, VolumeStatus found) {
    if (found != null && found.claimName() != null) {
      volume.add(id, which, namespace, found.claimName());
    }
  }

  Stream<Family> families() {
    return Stream.of(info, state, connected, seconds, cost, snapshot, volume);
  }
}
