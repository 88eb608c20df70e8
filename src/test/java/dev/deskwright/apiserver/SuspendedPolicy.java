package dev.deskwright.apiserver;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.deskwright.api.v1alpha1.WorkSpace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** What keeps a suspended WorkSpace from being deleted: the admission policy of the chart. */
final class SuspendedPolicy {

  private static final String SUSPENDED =
      """
      apiVersion: deskwright.dev/v1alpha1
      kind: WorkSpace
      metadata: {name: suspended-from-the-start}
      spec:
        userName: suspended-from-the-start
        directoryRef: {name: corp}
        bundleRef: {name: standard}
        suspended: true
      """;

  private SuspendedPolicy() {}

  /** Installs it; returns when it is in force. */
  static void install(KubernetesClient client) throws IOException {
    try (InputStream policy = SuspendedPolicy.class.getResourceAsStream("suspended-policy.yaml")) {
      client.load(policy).create();
    }
    client.resource(SUSPENDED).create();
    var suspended = client.resources(WorkSpace.class).withName("suspended-from-the-start");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> suspended.dryRun().delete())
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining("a suspended desktop cannot be deleted"));
  }
}
