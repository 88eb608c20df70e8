package dev.deskwright.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.config.ConfigReader;
import dev.deskwright.fixture.ApiServer;
import dev.deskwright.fixture.AuditLog;
import dev.deskwright.fixture.AuditLog.Request;
import dev.deskwright.fixture.PlayedNode;
import dev.deskwright.fixture.RunningOperator;
import dev.deskwright.fixture.Samples;
import dev.deskwright.fixture.WithApiServer;
import dev.deskwright.kernel.MergePatch;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a WorkSpace costs the API server, counted by the API server itself. */
@WithApiServer
class RequestCountTest {

  private static final int DESKTOPS = 10;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void fiveWritesAndNoReadMakeADesktop_andNothingIsWrittenAgain() throws IOException {
    var audit = new AuditLog(folder);
    try (var server = ApiServer.start(audit.flags());
        var client = server.clientInNewNamespace()) {
      try (var operator = start(server, client)) {
        client.resource(Samples.directory("corp")).create();
        client.resource(Samples.BUNDLE).create();
        await()
            .atMost(LIMIT)
            .until(
                () ->
                    client.network().v1().networkPolicies().withName("corp-desktops").get()
                        != null);
        long before = audit.position();
        makeDesktops(client);
        assertCreationCosts(audit.operatorRequestsSince(before));
        waitForCounts(client);
        assertSecondPassWritesNothing(audit, client, operator);
      }
      assertRestartWritesNothing(audit, server, client);
    }
  }

  private static RunningOperator start(ApiServer server, KubernetesClient client) {
    return RunningOperator.start(ConfigReader.defaults(), server.connection(client.getNamespace()));
  }

  private static List<String> names() {
    return IntStream.range(0, DESKTOPS).mapToObj(i -> "user-" + i).toList();
  }

  private static void makeDesktops(KubernetesClient client) {
    var node = new PlayedNode(client);
    names().forEach(name -> client.resource(Samples.workspace(name)).create());
    for (String name : names()) {
      node.bind(name + "-root");
      node.bind(name + "-user");
      node.makeReady(name);
    }
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(client.resources(WorkSpace.class).list().getItems())
                    .allMatch(
                        ws ->
                            ws.getStatus() != null
                                && ws.getStatus().state() == WorkSpaceState.AVAILABLE
                                && ws.getStatus().conditions().get(0).status().isTrue()));
  }

  private static void assertCreationCosts(List<Request> requests) {
    assertThat(requests).noneMatch(r -> r.verb().equals("get") || r.verb().equals("list"));
    assertThat(requests).allMatch(r -> r.code() < 400);
    for (String name : names()) {
      var writes = requests.stream().filter(Request::isWrite).filter(r -> isOf(name, r)).toList();
      assertThat(writes)
          .as("writes for %s", name)
          .hasSizeLessThanOrEqualTo(5)
          .filteredOn(r -> r.verb().equals("create"))
          .extracting(Request::resource)
          .containsExactlyInAnyOrder("persistentvolumeclaims", "persistentvolumeclaims", "pods");
    }
  }

  private static boolean isOf(String name, Request request) {
    return List.of(name, name + "-root", name + "-user").contains(request.name());
  }

  private static void waitForCounts(KubernetesClient client) {
    var bundle = client.resources(Bundle.class).withName("standard");
    var directory = client.resources(Directory.class).withName("corp");
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(bundle.get().getStatus().workspaces()).isEqualTo(DESKTOPS);
              assertThat(directory.get().getStatus().workspaces()).isEqualTo(DESKTOPS);
            });
  }

  /** An annotation of somebody else makes the operator look at each WorkSpace again. */
  private static void assertSecondPassWritesNothing(
      AuditLog audit, KubernetesClient client, RunningOperator operator) throws IOException {
    long before = audit.position();
    double passes = operator.passes();
    for (String name : names()) {
      client
          .resources(WorkSpace.class)
          .withName(name)
          .patch(
              MergePatch.CONTEXT,
              "{\"metadata\": {\"annotations\": {\"example.com/touched\": \"yes\"}}}");
    }
    awaitPasses(operator, passes + DESKTOPS);
    assertThat(audit.operatorRequestsSince(before)).noneMatch(Request::isWrite);
  }

  private static void assertRestartWritesNothing(
      AuditLog audit, ApiServer server, KubernetesClient client) throws IOException {
    long before = audit.position();
    try (var operator = start(server, client)) {
      awaitPasses(operator, DESKTOPS + 2);
      assertThat(audit.operatorRequestsSince(before)).noneMatch(Request::isWrite);
    }
  }

  private static void awaitPasses(RunningOperator operator, double passes) {
    await(operator.meterNames())
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(operator.passes()).isGreaterThanOrEqualTo(passes));
  }
}
