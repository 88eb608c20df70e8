package dev.deskwright.gateway.cluster;

import static dev.deskwright.gateway.cluster.PodProgress.NONE;
import static dev.deskwright.gateway.cluster.PodProgress.READY;
import static dev.deskwright.gateway.cluster.PodProgress.SCHEDULING;
import static dev.deskwright.gateway.cluster.PodProgress.STARTING;
import static dev.deskwright.gateway.cluster.PodProgress.VOLUMES;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PodProgressTest {

  private static Pod pod(String... conditions) {
    return new PodBuilder()
        .withNewMetadata()
        .endMetadata()
        .withNewSpec()
        .endSpec()
        .withNewStatus()
        .withConditions(Arrays.stream(conditions).map(PodProgressTest::condition).toList())
        .endStatus()
        .build();
  }

  private static PodCondition condition(String type) {
    return new PodConditionBuilder().withType(type).withStatus("True").build();
  }

  private static PodProgress of(Pod pod) {
    return PodProgress.of(Optional.of(pod));
  }

  @Test
  void stepByStep() {
    assertThat(PodProgress.of(Optional.empty())).isEqualTo(NONE);
    assertThat(of(pod())).isEqualTo(SCHEDULING);
    assertThat(of(pod("PodScheduled"))).isEqualTo(VOLUMES);
    assertThat(of(pod("PodScheduled", "Initialized"))).isEqualTo(STARTING);
    assertThat(of(pod("PodScheduled", "Initialized", "Ready"))).isEqualTo(READY);
  }

  @Test
  void aPodThatGoesIsNoneHoweverReady() {
    Pod going = pod("PodScheduled", "Initialized", "Ready");
    going.getMetadata().setDeletionTimestamp("2026-11-26T00:00:00Z");
    assertThat(of(going)).isEqualTo(NONE);
  }
}
