package dev.deskwright.workspace;

import static dev.deskwright.workspace.InMemoryCluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskwright.api.v1alpha1.ConditionType;
import dev.deskwright.kernel.Conditions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An operator that stops amid its work, on an in-memory API server. */
class StopTest {

  private final InMemoryCluster cluster = new InMemoryCluster();

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void aPassUnderWayEndsWithAllThatItKnew() {
    cluster.stopOperator();
    var held = new HeldRequests("POST", "pods");
    cluster.startOperator(List.of(held));
    cluster.createAll();
    eventually().until(held::hasArrived);
    var stopped = CompletableFuture.runAsync(cluster::stopOperator);
    await().during(Duration.ofSeconds(1)).until(() -> !stopped.isDone());
    held.release();
    stopped.join();
    var status = cluster.workspace("desk").get().getStatus();
    assertThat(status.rootVolume()).isNotNull();
    assertThat(Conditions.find(status.conditions(), ConditionType.BundleResolved))
        .get()
        .satisfies(resolved -> assertThat(resolved.status().isTrue()).isTrue());
  }
}
