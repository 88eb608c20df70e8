package dev.deskwright.gateway.proxy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.deskwright.api.v1alpha1.Connection;
import dev.deskwright.api.v1alpha1.Connection.State;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.kernel.StatusPatch;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.HttpURLConnection;
import java.util.Optional;

/** Writes the record through the API server, on worker threads. */
public final class KubernetesConnectionWriter implements ConnectionWriter {

  private static final JsonMapper JSON = new JsonMapper();

  private final Vertx vertx;
  private final KubernetesClient client;

  /** Writes with this client. */
  public KubernetesConnectionWriter(Vertx vertx, KubernetesClient client) {
    this.vertx = vertx;
    this.client = client;
  }

  @Override
  public Future<Void> write(Which which, Connection connection) {
    return vertx.executeBlocking(
        () -> {
          patch(which, connection);
          return null;
        },
        false);
  }

  private void patch(Which which, Connection connection) {
    Resource<WorkSpace> workspace =
        client.resources(WorkSpace.class).inNamespace(which.namespace()).withName(which.name());
    if (connection.state() == State.DISCONNECTED && isOutdated(workspace.get(), connection)) {
      return;
    }
    var patch = StatusPatch.of(which.uid()).set("connection", JSON.valueToTree(connection));
    try {
      workspace.subresource("status").patch(StatusPatch.CONTEXT, patch.toString());
    } catch (KubernetesClientException e) {
      if (!isGone(e)) {
        throw e;
      }
    }
  }

  /** Whether there is none of this name, or another one. */
  private static boolean isGone(KubernetesClientException e) {
    return e.getCode() == HttpURLConnection.HTTP_NOT_FOUND || StatusPatch.isOfAnother(e);
  }

  /** Another replica knows of a later connection, or has written the same. */
  private static boolean isOutdated(WorkSpace workspace, Connection connection) {
    return Optional.ofNullable(workspace)
        .map(WorkSpace::getStatus)
        .map(WorkSpaceStatus::connection)
        .filter(
            known ->
                known.state() == State.CONNECTED
                    ? isAfter(known.checkedAt(), connection.lastConnectedAt())
                    : !isAfter(connection.lastConnectedAt(), known.lastConnectedAt()))
        .isPresent();
  }

  private static boolean isAfter(String time, String other) {
    return time != null && (other == null || time.compareTo(other) > 0);
  }
}
