package dev.deskwright.workspace;

import static dev.deskwright.workspace.InMemoryCluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A Directory's rule of the network, changed while desktops run. */
class NetworkRulesTest {

  private final InMemoryCluster cluster = new InMemoryCluster();

  @AfterEach
  void stop() {
    cluster.close();
  }

  private NetworkPolicy policy() {
    return cluster
        .client()
        .network()
        .v1()
        .networkPolicies()
        .inNamespace("team")
        .withName("corp-desktops")
        .get();
  }

  /** As a patch: the operator may be about to write the status. */
  private void change(String spec) {
    cluster
        .directory()
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": %s}".formatted(spec));
  }

  @Test
  void aChangeReachesThePolicyInPlaceAndRestartsNothing() {
    cluster.createAll();
    cluster.runUntilAvailable("desk");
    String pod = cluster.podUid("desk");
    NetworkPolicy before = policy();

    change(
        """
        {"internetAccess": "Denied", "subnets": [
          {"name": "a", "nodeSelector": {"zone": "a"}, "cidr": "10.1.0.0/16"},
          {"name": "b", "nodeSelector": {"zone": "b"}}]}
        """);
    eventually()
        .untilAsserted(
            () -> assertThat(policy().getSpec().toString()).contains("10.1.0.0/16", "3268"));
    assertThat(policy().getSpec().toString()).doesNotContain("0.0.0.0/0");
    assertThat(policy().getMetadata().getUid()).isEqualTo(before.getMetadata().getUid());

    change("{\"internetAccess\": null, \"subnets\": null}");
    eventually().untilAsserted(() -> assertThat(policy().getSpec()).isEqualTo(before.getSpec()));
    cluster.settle();
    assertThat(cluster.podUid("desk")).isEqualTo(pod);
    assertThat(cluster.writes()).noneMatch(write -> write.startsWith("DELETE"));
  }
}
