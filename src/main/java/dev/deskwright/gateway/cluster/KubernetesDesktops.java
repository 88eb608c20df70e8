package dev.deskwright.gateway.cluster;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.gateway.proxy.Desktops;
import dev.deskwright.gateway.proxy.Target;
import dev.deskwright.gateway.session.Session;
import dev.deskwright.kernel.Labels;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.Optional;

/** Desktops as pods, each read from the API server itself at the moment of connecting. */
public final class KubernetesDesktops implements Desktops {

  private final Cluster cluster;
  private final KubernetesClient client;
  private final WorkerExecutor workers;

  /**
   * Reads nothing yet.
   *
   * @param client the connection to the API server; closed by the caller
   * @param workers where reading blocks
   */
  public KubernetesDesktops(Cluster cluster, KubernetesClient client, WorkerExecutor workers) {
    this.cluster = cluster;
    this.client = client;
    this.workers = workers;
  }

  @Override
  public Future<Optional<Target>> find(String workspaceId, Session session) {
    var own = cluster.workspace(workspaceId, session);
    return own.isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : workers.executeBlocking(() -> find(own.get()), false);
  }

  private Optional<Target> find(WorkSpace workspace) {
    var protocol = cluster.bundle(workspace).map(bundle -> bundle.getSpec().protocol());
    return protocol.isEmpty()
        ? Optional.empty()
        : pod(workspace)
            .filter(pod -> isOf(pod, workspace) && PodProgress.of(Optional.of(pod)) == PodProgress.READY)
            .filter(pod -> pod.getStatus().getPodIP() != null)
            .map(
                pod ->
                    new Target(
                        Cluster.id(workspace),
                        workspace.getMetadata().getNamespace(),
                        workspace.getMetadata().getName(),
                        workspace.getMetadata().getUid(),
                        pod.getMetadata().getName(),
                        pod.getMetadata().getUid(),
                        pod.getStatus().getPodIP(),
                        protocol.get(),
                        true));
  }

  @Override
  public Future<Boolean> isStill(Target target) {
    return workers.executeBlocking(
        () ->
            pod(target.namespace(), target.podName())
                .filter(pod -> pod.getMetadata().getUid().equals(target.podUid()))
                .filter(pod -> !pod.isMarkedForDeletion())
                .filter(pod -> target.address().equals(pod.getStatus().getPodIP()))
                .isPresent(),
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
