package dev.deskwright.directory;

import dev.deskwright.users.UsersUnavailable;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Reads single values of Secrets and ConfigMaps, by name. They are not watched: that would take the
 * right to read every Secret there is, and keep them all in memory.
 */
public final class NamedValues {

  private final KubernetesClient client;

  /** Reads nothing yet. */
  public NamedValues(KubernetesClient client) {
    this.client = client;
  }

  /**
   * A text in a Secret.
   *
   * @throws UsersUnavailable if it cannot be read, or is not there
   */
  public String ofSecret(String namespace, String name, String key) {
    return value(
        "Secret",
        name,
        key,
        () -> {
          var secret = client.secrets().inNamespace(namespace).withName(name).get();
          return secret == null ? null : secret.getData();
        },
        NamedValues::decoded);
  }

  /**
   * A text in a ConfigMap.
   *
   * @throws UsersUnavailable if it cannot be read, or is not there
   */
  public String ofConfigMap(String namespace, String name, String key) {
    return value(
        "ConfigMap",
        name,
        key,
        () -> {
          var map = client.configMaps().inNamespace(namespace).withName(name).get();
          return map == null ? null : map.getData();
        },
        text -> text);
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private static String value(
      String kind,
      String name,
      String key,
      Supplier<Map<String, String>> read,
      UnaryOperator<String> decode) {
    Map<String, String> data;
    try {
      data = read.get();
    } catch (KubernetesClientException e) {
      throw new UsersUnavailable(
          "%s \"%s\" cannot be read: %s".formatted(kind, name, e.getMessage()));
    }
    if (data == null || !data.containsKey(key)) {
      throw new UsersUnavailable(
          "%s \"%s\" with the key %s does not exist in this namespace: create it."
              .formatted(kind, name, key));
    }
    return decode.apply(data.get(key));
  }
}
