package dev.deskwright.model.walk;

import static dev.deskwright.api.v1alpha1.WorkSpaceState.STARTING;
import static dev.deskwright.api.v1alpha1.WorkSpaceState.STOPPING;

import dev.deskwright.api.v1alpha1.ConditionType;
import dev.deskwright.api.v1alpha1.SnapshotStatus;
import dev.deskwright.api.v1alpha1.Usage;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.kernel.Conditions;
import dev.deskwright.workspace.metering.Meter;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.PodDiagnosis;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Which statuses are written: as Progress has it, which only its own package reaches. */
final class Telling {

  private static final Duration UNTOLD = Duration.ofSeconds(5);
  private static final Set<String> ON_THE_WAY =
      Set.of(
          WorkSpaceReason.Starting.name(),
          WorkSpaceReason.Stopping.name(),
          WorkSpaceReason.OperationRunning.name());

  private Telling() {}

  static boolean isNews(Observed observed, WorkSpaceStatus after) {
    WorkSpaceStatus before = observed.workspace().getStatus();
    if (before == null) {
      return true;
    }
    if (untold(observed, after).isPresent()) {
      return false;
    }
    boolean bothOnTheWay = isOnTheWay(before) && isOnTheWay(after);
    return bothOnTheWay ? isStepped(before, after) : isChanged(before, after, observed.now());
  }

  static Optional<Duration> untold(Observed observed, WorkSpaceStatus after) {
    WorkSpaceStatus before = observed.workspace().getStatus();
    boolean begins =
        before != null
            && before.state() != after.state()
            && (after.state() == STARTING || after.state() == STOPPING)
            && isOnTheWay(after)
            && Objects.equals(before.observedGeneration(), after.observedGeneration());
    return begins
        ? observed
            .pod()
            .map(pod -> begun(pod, after, observed.now()).plus(UNTOLD))
            .map(told -> Duration.between(observed.now(), told))
            .filter(left -> !left.isNegative() && !left.isZero())
        : Optional.empty();
  }

  private static Instant begun(Pod pod, WorkSpaceStatus after, Instant now) {
    return after.state() == STOPPING
        ? PodDiagnosis.deletionAskedAt(pod).orElse(now)
        : Instant.parse(pod.getMetadata().getCreationTimestamp());
  }

  private static boolean isStepped(WorkSpaceStatus before, WorkSpaceStatus after) {
    return before.state() != after.state()
        || !Objects.equals(before.observedGeneration(), after.observedGeneration())
        || !Objects.equals(before.power(), after.power())
        || !orEmpty(before.operations()).equals(orEmpty(after.operations()))
        || !orEmpty(before.pendingUpdates()).equals(orEmpty(after.pendingUpdates()));
  }

  private static boolean isChanged(WorkSpaceStatus before, WorkSpaceStatus after, Instant now) {
    return !before.withFigures(null, null).equals(after.withFigures(null, null))
        || !Objects.equals(session(before), session(after))
        || Meter.isDue(before.usage(), now)
        || !taken(before.snapshots()).equals(taken(after.snapshots()));
  }

  private static Usage.Session session(WorkSpaceStatus status) {
    return status.usage() == null ? null : status.usage().running();
  }

  private static List<String> taken(SnapshotStatus snapshots) {
    return snapshots == null
        ? Arrays.asList(null, null)
        : Arrays.asList(snapshots.lastUserAt(), snapshots.lastPairAt());
  }

  private static boolean isOnTheWay(WorkSpaceStatus status) {
    return Conditions.find(status.conditions(), ConditionType.Ready)
        .filter(ready -> ON_THE_WAY.contains(ready.reason()))
        .isPresent();
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list;
  }
}
