package dev.deskwright.workspace;

import static dev.deskwright.workspace.InMemoryCluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator that begins again, however its caches fill, on an in-memory API server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestartTest {

  private final InMemoryCluster cluster = new InMemoryCluster();

  @BeforeAll
  void oneDesktopRunsAndOthersCannotBeMade() {
    cluster.directories().gone("nobody", WorkSpaceReason.UserNotFound);
    cluster.create(Samples.directory("quotas: {workspaces: 1, vcpu: 99, storageGib: 999}"));
    cluster.create(Samples.bundle());
    cluster.create(Samples.workspace());
    cluster.runUntilAvailable("desk");
    cluster.create(Samples.workspaceNamed("waiting", "ignored", "userName: bob"));
    cluster.awaitReady("waiting", "QuotaExceeded");
    cluster.create(Samples.workspaceNamed("unknown", "ignored", "userName: nobody"));
    cluster.awaitReady("unknown", "UserNotFound");
    cluster.settle();
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  private double passes(String controller, String outcome) {
    return cluster
        .meters()
        .find("reconciliations." + outcome + ".total")
        .tag("controller.name", controller)
        .counters()
        .stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  @ParameterizedTest
  @ValueSource(strings = {"workspaces", "pods", "persistentvolumeclaims", "bundles"})
  void nothingIsWrittenWhileAKindIsNotKnownYet(String kind) {
    cluster.stopOperator();
    List<String> before = List.copyOf(cluster.writes());
    var held = new HeldRequests("GET", kind);
    var started = CompletableFuture.runAsync(() -> cluster.startOperator(List.of(held)));
    try {
      eventually().until(() -> passes("directory", "success") > 0);
      assertThat(CompletableFuture.supplyAsync(cluster::notReady))
          .as("an answer to a probe")
          .succeedsWithin(Duration.ofSeconds(5))
          .isEqualTo(Optional.of("caches are not filled yet"));
      assertThat(cluster.writes()).isEqualTo(before);
    } finally {
      held.release();
      started.join();
    }
    eventually().until(() -> passes("workspace", "success") > 0);
    assertThat(cluster.notReady()).isEmpty();
    cluster.settle();
    assertThat(cluster.writes()).isEqualTo(before);
    assertThat(passes("directory", "failure")).isZero();
    assertThat(passes("bundle", "failure")).isZero();
  }
}
