package dev.deskwright.demo;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes the statuses that a kubelet would: claims are mounted, init containers run, then the
 * others, and a pod that is deleted lets go of its claims and goes. Nothing runs.
 */
final class SimulatedKubelet {

  private final KubernetesClient client;
  private final SimulatedSteps steps;
  private final SimulatedDrives drives;
  private final Clock clock;
  private final Set<String> nodes;
  private final AtomicInteger addresses = new AtomicInteger();

  SimulatedKubelet(
      KubernetesClient client,
      SimulatedSteps steps,
      SimulatedDrives drives,
      Clock clock,
      List<String> nodes) {
    this.client = client;
    this.steps = steps;
    this.drives = drives;
    this.clock = clock;
    this.nodes = Set.copyOf(nodes);
  }

  private enum Next {
    NOTHING,
    INITIALIZE,
    RUN,
    END
  }

  /** To be called for every pod, at every change. */
  void seen(Pod pod) {
    Next next = next(pod);
    if (next != Next.NOTHING) {
      steps.soon(next + " pod " + pod.getMetadata().getUid(), () -> take(next, pod));
    }
  }

  /** To be called for every pod that is gone: if it was not ended here, it ends a moment later. */
  void gone(Pod pod) {
    steps.soon(
        "ending containers of pod " + pod.getMetadata().getUid(),
        () -> {
          drives.unmount(pod);
          return true;
        });
  }

  private Next next(Pod pod) {
    String node = pod.getSpec().getNodeName();
    if (node == null && pod.isMarkedForDeletion()) {
      // No kubelet does that: Kubernetes' collector of pods ends those without a node.
      return Next.END;
    }
    if (node == null || !nodes.contains(node)) {
      return Next.NOTHING;
    }
    if (pod.isMarkedForDeletion()) {
      return Next.END;
    }
    PodStatus status = pod.getStatus();
    if (status != null && "Running".equals(status.getPhase())) {
      return Next.NOTHING;
    }
    boolean initialized = status != null && !status.getInitContainerStatuses().isEmpty();
    return pod.getSpec().getInitContainers().isEmpty() || initialized ? Next.RUN : Next.INITIALIZE;
  }

  private boolean take(Next next, Pod pod) {
    var now = client.resource(pod).get();
    if (now == null || !SimulatedScheduler.isSame(now, pod) || next(now) != next) {
      return true;
    }
    return switch (next) {
      case INITIALIZE -> drives.mount(now) && writeStatus(now, initializing(now));
      case RUN -> drives.mount(now) && drives.seed(now) && writeStatus(now, running(now));
      case END -> end(now);
      case NOTHING -> true;
    };
  }

  private boolean end(Pod pod) {
    drives.unmount(pod);
    var meta = pod.getMetadata();
    client.raw(
        "/api/v1/namespaces/%s/pods/%s".formatted(meta.getNamespace(), meta.getName()),
        "DELETE",
        thisVeryPodAtOnce(pod));
    return true;
  }

  /** Another pod may have its name by now. */
  private static DeleteOptions thisVeryPodAtOnce(Pod pod) {
    return new DeleteOptionsBuilder()
        .withGracePeriodSeconds(0L)
        .withNewPreconditions()
        .withUid(pod.getMetadata().getUid())
        .endPreconditions()
        .build();
  }

  /** With its version: what has changed meanwhile is looked at anew. */
  private boolean writeStatus(Pod pod, PodStatus status) {
    client.resource(new PodBuilder(pod).withStatus(status).build()).updateStatus();
    return true;
  }

  private PodStatus initializing(Pod pod) {
    return new PodStatusBuilder()
        .withPhase("Pending")
        .withStartTime(timestamp(clock))
        .withConditions(
            condition("PodScheduled", true),
            condition("Initialized", false),
            condition("ContainersReady", false),
            condition("Ready", false))
        .withInitContainerStatuses(
            pod.getSpec().getInitContainers().stream().map(this::runningContainer).toList())
        .withContainerStatuses(
            pod.getSpec().getContainers().stream().map(SimulatedKubelet::waiting).toList())
        .build();
  }

  private PodStatus running(Pod pod) {
    String address = nextAddress();
    return new PodStatusBuilder()
        .withPhase("Running")
        .withStartTime(timestamp(clock))
        .withPodIP(address)
        .withPodIPs(new PodIP(address))
        .withConditions(
            condition("PodScheduled", true),
            condition("Initialized", true),
            condition("ContainersReady", true),
            condition("Ready", true))
        .withInitContainerStatuses(
            pod.getSpec().getInitContainers().stream().map(this::ended).toList())
        .withContainerStatuses(
            pod.getSpec().getContainers().stream().map(this::runningContainer).toList())
        .build();
  }

  /** From the range that RFC 2544 sets aside for benchmarks: no real host is meant. */
  private String nextAddress() {
    int number = addresses.incrementAndGet();
    return "198.18.%d.%d".formatted(number / 250 % 256, number % 250 + 1);
  }

  private PodCondition condition(String type, boolean holds) {
    return new PodConditionBuilder()
        .withType(type)
        .withStatus(holds ? "True" : "False")
        .withLastTransitionTime(timestamp(clock))
        .build();
  }

  private static ContainerStatusBuilder container(Container container) {
    return new ContainerStatusBuilder()
        .withName(container.getName())
        .withImage(container.getImage())
        .withImageID("simulated")
        .withRestartCount(0);
  }

  private static ContainerStatus waiting(Container container) {
    return container(container)
        .withReady(false)
        .withStarted(false)
        .withNewState()
        .withNewWaiting()
        .withReason("PodInitializing")
        .endWaiting()
        .endState()
        .build();
  }

  private ContainerStatus runningContainer(Container container) {
    return container(container)
        .withReady(true)
        .withStarted(true)
        .withNewState()
        .withNewRunning()
        .withStartedAt(timestamp(clock))
        .endRunning()
        .endState()
        .build();
  }

  private ContainerStatus ended(Container container) {
    return container(container)
        .withReady(true)
        .withStarted(false)
        .withNewState()
        .withNewTerminated()
        .withExitCode(0)
        .withReason("Completed")
        .withFinishedAt(timestamp(clock))
        .endTerminated()
        .endState()
        .build();
  }

  /** The present time as the API writes it. */
  static String timestamp(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
