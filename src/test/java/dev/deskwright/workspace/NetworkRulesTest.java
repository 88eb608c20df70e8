package dev.deskwright.workspace;

import static dev.deskwright.workspace.InMemoryCluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Directory;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
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

  private void change(Directory example) {
    cluster
        .directory()
        .edit(
            directory -> {
              directory.setSpec(example.getSpec());
              return directory;
            });
  }

  @Test
  void aChangeReachesThePolicyInPlaceAndRestartsNothing() {
    cluster.createAll();
    cluster.runUntilAvailable("desk");
    String pod = cluster.podUid("desk");
    NetworkPolicy before = policy();

    change(
        Samples.directory(
            "internetAccess: Denied",
            "subnets: [{name: a, nodeSelector: {zone: a}, cidr: 10.1.0.0/16},"
                + " {name: b, nodeSelector: {zone: b}}]"));
    eventually()
        .untilAsserted(
            () -> assertThat(policy().getSpec().toString()).contains("10.1.0.0/16", "3268"));
    assertThat(policy().getSpec().toString()).doesNotContain("0.0.0.0/0");
    assertThat(policy().getMetadata().getUid()).isEqualTo(before.getMetadata().getUid());

    change(Samples.directory());
    eventually().untilAsserted(() -> assertThat(policy().getSpec()).isEqualTo(before.getSpec()));
    cluster.settle();
    assertThat(cluster.podUid("desk")).isEqualTo(pod);
    assertThat(cluster.writes()).noneMatch(write -> write.startsWith("DELETE"));
  }
}
