package dev.deskwright.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.config.ConfigReader;
import dev.deskwright.fixture.ApiServer;
import dev.deskwright.fixture.PlayedNode;
import dev.deskwright.fixture.RunningOperator;
import dev.deskwright.fixture.Samples;
import dev.deskwright.fixture.WithApiServer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A Directory's rule of the network on a real API server, which checks what a policy says. */
@WithApiServer
class NetworkRulesTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String DENIED =
      """
      {"spec": {"internetAccess": "Denied",
        "dns": {"nameservers": ["10.0.0.53", "fd00::53"]},
        "subnets": [
          {"name": "a", "nodeSelector": {"zone": "a"}, "cidr": "10.1.0.0/16"},
          {"name": "b", "nodeSelector": {"zone": "b"}, "cidr": "fd00:1::/64"}]}}
      """;

  private static final String ALLOWED =
      "{\"spec\": {\"internetAccess\": null, \"dns\": null, \"subnets\": null}}";

  private final KubernetesClient client;
  private final ApiServer server;

  NetworkRulesTest(KubernetesClient client, ApiServer server) {
    this.client = client;
    this.server = server;
  }

  private NetworkPolicy policy() {
    return client.network().v1().networkPolicies().withName("corp-desktops").get();
  }

  private String podUid() {
    return client.pods().withName("alice").get().getMetadata().getUid();
  }

  private void change(String patch) {
    client
        .resources(Directory.class)
        .withName("corp")
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  @Test
  void aChangeReachesThePolicyInPlaceAndRestartsNothing() {
    var connection = server.connection(client.getNamespace());
    try (var operator = RunningOperator.start(ConfigReader.defaults(), connection)) {
      client.resource(Samples.directory("corp")).create();
      client.resource(Samples.BUNDLE).create();
      client.resource(Samples.workspace("alice")).create();
      var node = new PlayedNode(client);
      node.bind("alice-root");
      node.bind("alice-user");
      node.makeReady("alice");
      await().atMost(LIMIT).until(this::policy, Objects::nonNull);
      NetworkPolicy before = policy();
      String pod = podUid();

      change(DENIED);
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () ->
                  assertThat(policy().getSpec().toString())
                      .contains("10.0.0.53/32", "fd00::53/128", "10.1.0.0/16", "fd00:1::/64")
                      .doesNotContain("0.0.0.0/0"));
      assertThat(policy().getMetadata().getUid()).isEqualTo(before.getMetadata().getUid());

      double passes = operator.passes();
      change(ALLOWED);
      await()
          .atMost(LIMIT)
          .untilAsserted(() -> assertThat(policy().getSpec()).isEqualTo(before.getSpec()));
      await().atMost(LIMIT).until(operator::passes, now -> now > passes);
      assertThat(podUid()).isEqualTo(pod);
    }
  }
}
