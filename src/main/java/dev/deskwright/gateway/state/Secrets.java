package dev.deskwright.gateway.state;

import dev.deskwright.kernel.Labels;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Secrets in the gateway's namespace, read from and written to the API server each time. */
final class Secrets {

  private static final String COMPONENT = "gateway-state";

  private final KubernetesClient client;
  private final String namespace;

  Secrets(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  Optional<Secret> get(String name) {
    return answered(
        () -> Optional.ofNullable(client.secrets().inNamespace(namespace).withName(name).get()));
  }

  List<Secret> list(Kind kind) {
    return answered(
        () -> client.secrets().inNamespace(namespace).withLabels(labels(kind)).list().getItems());
  }

  /** Whether it was made; not if it is there. */
  boolean create(Kind kind, String name, String key, Map<String, String> data) {
    var builder =
        new SecretBuilder()
            .withNewMetadata()
            .withNamespace(namespace)
            .withName(name)
            .withLabels(labels(kind))
            .endMetadata()
            .withType("Opaque")
            .withData(data);
    if (kind.buckets() == 0) {
      // So that an administrator finds the one that belongs to a user.
      builder.editMetadata().addToAnnotations(Labels.USER_NAME, key).endMetadata();
    }
    Secret secret = builder.build();
    return succeeded(() -> client.resource(secret).create());
  }

  /** Whether it was written; not if it has changed since it was read. */
  boolean replace(Secret read, Map<String, String> data) {
    Secret next = new SecretBuilder(read).withData(data).build();
    return succeeded(
        () ->
            client
                .resource(next)
                .lockResourceVersion(read.getMetadata().getResourceVersion())
                .update());
  }

  /** Whether it was deleted; not if it has changed since it was read. */
  boolean delete(Secret read) {
    return succeeded(
        () ->
            client
                .resource(read)
                .lockResourceVersion(read.getMetadata().getResourceVersion())
                .delete());
  }

  private static Map<String, String> labels(Kind kind) {
    Map<String, String> labels = new HashMap<>(Labels.managed(COMPONENT));
    labels.put(Labels.GATEWAY_STATE, kind.label());
    return labels;
  }

  private boolean succeeded(Runnable write) {
    return answered(
        () -> {
          try {
            write.run();
            return true;
          } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT
                || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
              return false;
            }
            throw e;
          }
        });
  }

  /** The client's exceptions are not passed on: they may quote what was sent. */
  private <T> T answered(Supplier<T> request) {
    try {
      return request.get();
    } catch (KubernetesClientException e) {
      throw new StateUnavailable(
          e.getCode() == HttpURLConnection.HTTP_FORBIDDEN
              ? "The gateway may not use Secrets in namespace \"%s\": it needs get, list, create and update."
                  .formatted(namespace)
              : "The API server does not serve the gateway's state: %s."
                  .formatted(e.getCode() > 0 ? "status " + e.getCode() : cause(e)));
    }
  }

  private static String cause(KubernetesClientException e) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return cause.getClass().getSimpleName();
  }
}
