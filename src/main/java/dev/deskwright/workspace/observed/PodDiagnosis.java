package dev.deskwright.workspace.observed;

import static dev.deskwright.api.v1alpha1.WorkSpaceReason.ContainerConfigInvalid;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.CrashLooping;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.ImagePullFailed;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.NotAnswering;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.PodFailed;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.PodStuckTerminating;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.SeedingFailed;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.StartStuck;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.Unschedulable;

import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.workspace.observed.PodPhase.Absent;
import dev.deskwright.workspace.observed.PodPhase.Ended;
import dev.deskwright.workspace.observed.PodPhase.Running;
import dev.deskwright.workspace.observed.PodPhase.Starting;
import dev.deskwright.workspace.observed.PodPhase.Stopping;
import dev.deskwright.workspace.observed.PodPhase.Troubled;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Puts into one word what is seen of a desktop's pod. Pure. */
public final class PodDiagnosis {

  /**
   * A scheduler that waits for a volume says Unschedulable for a moment; that is no trouble yet.
   */
  static final Duration SCHEDULING_GRACE = Duration.ofSeconds(30);

  /** How long a node may take to make a pod ready before somebody should know. */
  static final Duration START_GRACE = Duration.ofMinutes(10);

  /** How long after its grace period a pod may take to end before somebody should know. */
  static final Duration STOPPING_GRACE = Duration.ofSeconds(60);

  private static final Set<String> PULL_FAILURES =
      Set.of(
          "ErrImagePull",
          "ImagePullBackOff",
          "InvalidImageName",
          "ErrImageNeverPull",
          "ImageInspectError");
  private static final Set<String> CONFIG_FAILURES =
      Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");

  private PodDiagnosis() {}

  /** Diagnoses the pod, or its absence, at a moment. */
  public static PodPhase of(Optional<Pod> pod, Instant now) {
    return pod.map(p -> of(p, now)).orElseGet(Absent::new);
  }

  static boolean isReady(Pod pod) {
    return condition(pod, "Ready").map(c -> "True".equals(c.getStatus())).orElse(false);
  }

  /** Since when a pod has been ready, if it is. */
  public static Optional<Instant> readySince(Pod pod) {
    return condition(pod, "Ready")
        .filter(ready -> "True".equals(ready.getStatus()))
        .map(ready -> since(pod, ready));
  }

  /** When somebody asked for a pod's deletion: its timestamp says when the grace period ends. */
  public static Optional<Instant> deletionAskedAt(Pod pod) {
    var meta = pod.getMetadata();
    return Optional.ofNullable(meta.getDeletionTimestamp())
        .map(Instant::parse)
        .map(
            end ->
                meta.getDeletionGracePeriodSeconds() == null
                    ? end
                    : end.minusSeconds(meta.getDeletionGracePeriodSeconds()));
  }

  /**
   * When a pod ended, if it has: when its container did, or when a node that was told to end it ran
   * out of grace, whether it says so or not.
   */
  public static Optional<Instant> endedAt(Pod pod, Instant now) {
    String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
    if ("Failed".equals(phase) || "Succeeded".equals(phase)) {
      return finishedAt(pod)
          .or(() -> condition(pod, "Ready").map(ready -> since(pod, ready)))
          .or(() -> Optional.of(now));
    }
    return Optional.ofNullable(pod.getMetadata().getDeletionTimestamp())
        .map(Instant::parse)
        .filter(end -> !end.isAfter(now));
  }

  private static Optional<Instant> finishedAt(Pod pod) {
    return statuses(pod.getStatus().getContainerStatuses()).stream()
        .map(ContainerStatus::getState)
        .filter(state -> state != null && state.getTerminated() != null)
        .map(state -> state.getTerminated().getFinishedAt())
        .filter(Objects::nonNull)
        .map(Instant::parse)
        .max(Comparator.naturalOrder());
  }

  private static PodPhase of(Pod pod, Instant now) {
    if (pod.isMarkedForDeletion()) {
      return stopping(pod, now);
    }
    String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
    if ("Failed".equals(phase) || "Succeeded".equals(phase)) {
      return new Ended(PodFailed, endedMessage(pod));
    }
    if (isReady(pod)) {
      return new Running(pod.getSpec().getNodeName(), pod.getStatus().getPodIP());
    }
    return schedulingTrouble(pod, now)
        .or(() -> initTrouble(pod))
        .or(() -> containerTrouble(pod))
        .or(() -> stuck(pod, now))
        .orElseGet(() -> new Starting(recheck(pod, now)));
  }

  private static PodPhase stopping(Pod pod, Instant now) {
    Duration left =
        Duration.between(
            now, Instant.parse(pod.getMetadata().getDeletionTimestamp()).plus(STOPPING_GRACE));
    if (left.compareTo(Duration.ZERO) > 0) {
      return new Stopping(Optional.of(left));
    }
    return new Troubled(
        PodStuckTerminating,
        "Pod \"%s\" does not end on node \"%s\": see to the node, or delete the node object if the machine is gone for good."
            .formatted(name(pod), node(pod)),
        true);
  }

  private static String endedMessage(Pod pod) {
    String reason = pod.getStatus().getReason();
    return "Pod \"%s\" ended%s and is made again."
        .formatted(name(pod), reason == null ? "" : " (" + reason + ")");
  }

  private static Optional<PodPhase> schedulingTrouble(Pod pod, Instant now) {
    return condition(pod, "PodScheduled")
        .filter(
            c ->
                "False".equals(c.getStatus())
                    && !now.isBefore(since(pod, c).plus(SCHEDULING_GRACE)))
        .map(
            c ->
                new Troubled(
                    Unschedulable,
                    "No node can take Pod \"%s\": add a node, free one, or choose a smaller compute type; kubectl describe pod %s says more."
                        .formatted(name(pod), name(pod)),
                    false));
  }

  private static Optional<PodPhase> initTrouble(Pod pod) {
    return statuses(pod.getStatus() == null ? null : pod.getStatus().getInitContainerStatuses())
        .stream()
        .flatMap(
            s ->
                waiting(pod, s)
                    .or(
                        () ->
                            troubled(
                                !Boolean.TRUE.equals(s.getReady()) && s.getRestartCount() > 0,
                                SeedingFailed,
                                "Pod \"%s\" cannot fill the root drive: kubectl logs %s -c %s says why."
                                    .formatted(name(pod), name(pod), s.getName())))
                    .stream())
        .findFirst();
  }

  private static Optional<PodPhase> containerTrouble(Pod pod) {
    return statuses(pod.getStatus() == null ? null : pod.getStatus().getContainerStatuses())
        .stream()
        .flatMap(s -> containerTrouble(pod, s).stream())
        .findFirst();
  }

  private static Optional<PodPhase> containerTrouble(Pod pod, ContainerStatus status) {
    return waiting(pod, status)
        .or(
            () ->
                troubled(
                    status.getRestartCount() != null && status.getRestartCount() > 1,
                    CrashLooping,
                    "The desktop in Pod \"%s\" ends again and again: kubectl logs %s --previous says why."
                        .formatted(name(pod), name(pod))))
        .or(
            () ->
                troubled(
                    stoppedAnswering(pod, status),
                    NotAnswering,
                    "The desktop in Pod \"%s\" on node \"%s\" does not answer: reboot it, or see to the node."
                        .formatted(name(pod), node(pod))));
  }

  /** A volume that is still attached elsewhere shows in events only, which are not watched. */
  private static Optional<PodPhase> stuck(Pod pod, Instant now) {
    return startDeadline(pod)
        .filter(deadline -> !now.isBefore(deadline))
        .flatMap(
            deadline ->
                troubled(
                    true,
                    StartStuck,
                    "Node \"%s\" has not made Pod \"%s\" ready for over ten minutes: kubectl describe pod %s says why, for example a volume that is still attached to another node."
                        .formatted(node(pod), name(pod), name(pod))));
  }

  private static Optional<Instant> startDeadline(Pod pod) {
    return condition(pod, "PodScheduled")
        .filter(c -> "True".equals(c.getStatus()) && c.getLastTransitionTime() != null)
        .map(c -> since(pod, c).plus(START_GRACE));
  }

  /**
   * Between the end of the start-up probe and the first readiness probe a pod is not ready, and
   * nothing is wrong. So it counts only when it has lost readiness while its container ran.
   */
  private static boolean stoppedAnswering(Pod pod, ContainerStatus status) {
    if (!Boolean.TRUE.equals(status.getStarted())
        || status.getState() == null
        || status.getState().getRunning() == null) {
      return false;
    }
    var startedAt = Instant.parse(status.getState().getRunning().getStartedAt());
    return condition(pod, "Ready").map(c -> since(pod, c).isAfter(startedAt)).orElse(false);
  }

  /** ErrImagePull and ImagePullBackOff take turns: both must give the same words. */
  private static Optional<PodPhase> waiting(Pod pod, ContainerStatus status) {
    String reason =
        status.getState() == null || status.getState().getWaiting() == null
            ? ""
            : String.valueOf(status.getState().getWaiting().getReason());
    return troubled(
            PULL_FAILURES.contains(reason),
            ImagePullFailed,
            "Node \"%s\" cannot pull image \"%s\": check its name and the Bundle's imagePullSecrets."
                .formatted(node(pod), status.getImage()))
        .or(
            () ->
                troubled(
                    CONFIG_FAILURES.contains(reason),
                    ContainerConfigInvalid,
                    "Node \"%s\" cannot make container \"%s\" of Pod \"%s\": kubectl describe pod %s says why."
                        .formatted(node(pod), status.getName(), name(pod), name(pod))));
  }

  private static Optional<PodPhase> troubled(boolean so, WorkSpaceReason reason, String message) {
    return so ? Optional.of(new Troubled(reason, message, false)) : Optional.empty();
  }

  /** When to look again although nothing may happen: when a grace time is over. */
  private static Optional<Duration> recheck(Pod pod, Instant now) {
    return condition(pod, "PodScheduled")
        .filter(c -> "False".equals(c.getStatus()))
        .map(c -> Duration.between(now, since(pod, c).plus(SCHEDULING_GRACE)))
        .or(() -> startDeadline(pod).map(deadline -> Duration.between(now, deadline)));
  }

  private static Instant since(Pod pod, PodCondition condition) {
    String time = condition.getLastTransitionTime();
    return Instant.parse(time == null ? pod.getMetadata().getCreationTimestamp() : time);
  }

  private static Optional<PodCondition> condition(Pod pod, String type) {
    return pod.getStatus() == null
        ? Optional.empty()
        : pod.getStatus().getConditions().stream()
            .filter(c -> type.equals(c.getType()))
            .findFirst();
  }

  private static List<ContainerStatus> statuses(List<ContainerStatus> statuses) {
    return statuses == null ? List.of() : statuses;
  }

  private static String name(Pod pod) {
    return pod.getMetadata().getName();
  }

  private static String node(Pod pod) {
    return String.valueOf(pod.getSpec().getNodeName());
  }
}
