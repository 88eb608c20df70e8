package dev.deskwright.gateway.cluster;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.gateway.proxy.Desktops;
import dev.deskwright.gateway.proxy.Target;
import dev.deskwright.gateway.session.Session;
import dev.deskwright.kernel.Labels;
import dev.deskwright.tracing.Tracing;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Desktops as pods, each read from the API server itself at the moment of connecting. */
public final class KubernetesDesktops implements Desktops {

  private final Cluster cluster;
  private final KubernetesClient client;
  private final WorkerExecutor workers;
  private final UnaryOperator<Target> reach;
  private final Tracing tracing;

  /**
   * Reads nothing yet.
   *
   * @param client the connection to the API server; closed by the caller
   * @param workers where reading blocks
   * @param reach where a pod is really to be reached: itself, but in the demo
   * @param tracing what is asked belongs to the trace of who asks
   */
  public KubernetesDesktops(
      Cluster cluster,
      KubernetesClient client,
      WorkerExecutor workers,
      UnaryOperator<Target> reach,
      Tracing tracing) {
    this.tracing = tracing;
    this.cluster = cluster;
    this.client = client;
    this.workers = workers;
    this.reach = reach;
  }

  @Override
  public Future<Optional<Target>> find(String workspaceId, Session session) {
    var own = cluster.workspace(workspaceId, session);
    return own.isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : workers.executeBlocking(tracing.carried(() -> find(own.get())), false);
  }

  private Optional<Target> find(WorkSpace workspace) {
    return pod(workspace)
        .filter(pod -> isOf(pod, workspace))
        .filter(pod -> PodProgress.of(Optional.of(pod)) == PodProgress.READY)
        .flatMap(pod -> target(workspace, pod));
  }

  private Optional<Target> target(WorkSpace workspace, Pod pod) {
    return cluster
        .bundle(workspace)
        .filter(bundle -> pod.getStatus().getPodIP() != null)
        .map(
            bundle ->
                new Target(
                    Cluster.id(workspace),
                    workspace.getMetadata().getNamespace(),
                    workspace.getMetadata().getName(),
                    workspace.getMetadata().getUid(),
                    pod.getMetadata().getName(),
                    pod.getMetadata().getUid(),
                    pod.getStatus().getPodIP(),
                    bundle.getSpec().protocol(),
                    cluster.clipboard(workspace).isToDesktop()))
        .map(reach);
  }

  @Override
  public Future<Boolean> isStill(Target target) {
    return workers.executeBlocking(
        tracing.carried(
            () ->
                cluster
                    .workspace(target.workspaceId())
                    .flatMap(this::find)
                    .filter(target::equals)
                    .isPresent()),
        false);
  }

  /** How far the desktop's pod is, as the API server has it at this moment. */
  public Future<PodProgress> progress(WorkSpace workspace) {
    return workers.executeBlocking(
        () -> PodProgress.of(pod(workspace).filter(pod -> isOf(pod, workspace))), false);
  }

  private Optional<Pod> pod(WorkSpace workspace) {
    return pod(workspace.getMetadata().getNamespace(), workspace.getMetadata().getName());
  }

  private Optional<Pod> pod(String namespace, String name) {
    return Optional.ofNullable(client.pods().inNamespace(namespace).withName(name).get());
  }

  /** A pod of another's that has the name is not the desktop. */
  private static boolean isOf(Pod pod, WorkSpace workspace) {
    return pod.getMetadata().getOwnerReferences().stream()
            .anyMatch(owner -> owner.getUid().equals(workspace.getMetadata().getUid()))
        && Labels.OPERATOR.equals(pod.getMetadata().getLabels().get(Labels.MANAGED_BY));
  }
}
