package dev.deskwright.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.fault.Fault.Action;
import dev.deskwright.fault.Fault.Call;
import dev.deskwright.fault.Fault.Moment;
import dev.deskwright.fault.history.Violation;
import dev.deskwright.fault.history.Violation.Invariant;
import dev.deskwright.fixture.WithApiServer;
import dev.deskwright.kernel.MergePatch;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The checker is seen to fail: for each promise an operator that breaks it. To the API server, an
 * operator is what it writes; so it is broken there, by a client that does something else, or more.
 */
@Tag("faults")
@WithApiServer
class BrokenBuildsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static RealCluster cluster;
  private static KubernetesClient operator;
  private static ScheduledExecutorService mischief;
  private static int rounds;

  @BeforeAll
  static void start() {
    cluster = RealCluster.start(20);
    Config connection = cluster.connection();
    connection.setUserAgent(RealCluster.OPERATOR);
    operator = new KubernetesClientBuilder().withConfig(connection).build();
    mischief = Executors.newScheduledThreadPool(2);
  }

  @AfterAll
  static void stop() {
    mischief.shutdownNow();
    operator.close();
    cluster.close();
  }

  private static Round.Plan plan(int customers, int chores, int bound) {
    return new Round.Plan(
        1_000, rounds++, customers, chores, Duration.ofSeconds(60), Duration.ofSeconds(bound));
  }

  /** An operator that does more than it should upon some of its requests. */
  private static Fault upon(String verb, String resource, BiConsumer<Request, JsonNode> more) {
    return (moment, call) -> {
      Request request = Request.of(call);
      if (moment == Moment.BEFORE
          && request.verb().equals(verb)
          && request.resource().equals(resource)) {
        mischief.execute(() -> attempt(() -> more.accept(request, body(call))));
      }
      return new Action.Pass();
    };
  }

  private static void attempt(Runnable more) {
    try {
      more.run();
    } catch (KubernetesClientException e) {
      // It has gone meanwhile; the next request is another chance.
    }
  }

  private static JsonNode body(Call call) {
    try {
      return call.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(call.body());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static void assertCaught(Invariant invariant, Fault broken) {
    assertThat(new Round(cluster, plan(6, 12, 60), storm -> broken).breaks(invariant))
        .as("an operator that breaks %s is caught", invariant)
        .isTrue();
  }

  @Test
  void secondPodOfAWorkSpaceIsCaught() {
    assertCaught(
        Invariant.ONE_POD,
        upon(
            "create",
            "pods",
            (request, pod) -> {
              ((ObjectNode) pod.path("metadata")).put("name", request.name() + "-twin");
              operator.resource(pod.toString()).inNamespace(request.namespace()).create();
            }));
  }

  @Test
  void removingAPodByForceIsCaught() {
    assertCaught(
        Invariant.ONE_POD,
        (moment, call) -> {
          Request request = Request.of(call);
          boolean deletion = request.verb().equals("delete") && request.resource().equals("pods");
          if (moment != Moment.BEFORE || !deletion) {
            return new Action.Pass();
          }
          mischief.execute(
              () ->
                  operator
                      .pods()
                      .inNamespace(request.namespace())
                      .withName(request.name())
                      .withGracePeriod(0)
                      .delete());
          return new Action.Reset();
        });
  }

  @Test
  void deletingADriveWithItsPodIsCaught() {
    assertCaught(
        Invariant.NOTHING_LOST,
        upon(
            "delete",
            "pods",
            (request, nothing) ->
                operator
                    .resources(PersistentVolumeClaim.class)
                    .inNamespace(request.namespace())
                    .withLabel("deskwright.dev/workspace", request.name())
                    .withLabel("deskwright.dev/drive", "user")
                    .delete()));
  }

  @Test
  void deletingTheLastGoodSnapshotIsCaught() {
    assertCaught(
        Invariant.NOTHING_LOST,
        upon(
            "patch",
            "workspaces/status",
            (request, nothing) ->
                operator
                    .resources(VolumeSnapshot.class)
                    .inNamespace(request.namespace())
                    .withLabel("deskwright.dev/workspace", request.name())
                    .delete()));
  }

  @Test
  void writingToSomebodyElsesDriveIsCaught() {
    assertCaught(
        Invariant.OTHERS_UNTOUCHED,
        upon(
            "create",
            "pods",
            (request, nothing) ->
                operator
                    .persistentVolumeClaims()
                    .inNamespace(request.namespace())
                    .withName("desk0-user-00000")
                    .patch(MergePatch.CONTEXT, "{\"metadata\": {\"labels\": {\"x\": \"y\"}}}")));
  }

  @Test
  void forgettingWhatWasDoneIsCaught() {
    assertCaught(
        Invariant.EXACTLY_ONCE,
        upon(
            "patch",
            "workspaces/status",
            (request, status) -> {
              if (status.toString().contains("Done")) {
                var unused =
                    mischief.schedule(
                        () -> attempt(() -> forget(request)), 200, TimeUnit.MILLISECONDS);
              }
            }));
  }

  private static void forget(Request request) {
    operator
        .resources(WorkSpace.class)
        .inNamespace(request.namespace())
        .withName(request.name())
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\": {\"operations\": null}}");
  }

  /** It is told that the pod was made, and it was not. */
  @Test
  void neverComingToRestIsCaught() {
    Fault broken =
        (moment, call) -> {
          Request request = Request.of(call);
          boolean creation = request.verb().equals("create") && request.resource().equals("pods");
          if (moment != Moment.BEFORE || !creation) {
            return new Action.Pass();
          }
          var pod = (ObjectNode) body(call);
          ((ObjectNode) pod.path("metadata"))
              .put("uid", UUID.randomUUID().toString())
              .put("resourceVersion", "1")
              .put("creationTimestamp", "2026-01-01T00:00:00Z");
          return new Action.Answer(201, pod.toString());
        };
    assertThat(new Round(cluster, plan(1, 1, 10), storm -> broken).play().violations().keySet())
        .extracting(Violation::invariant)
        .contains(Invariant.SETTLES);
  }

  @Test
  void writingAtRestIsCaught() {
    var round = plan(1, 1, 40);
    Fault broken =
        upon(
            "create",
            "pods",
            (request, nothing) -> {
              var unused =
                  mischief.scheduleWithFixedDelay(
                      () -> attempt(() -> beat(request)), 3, 3, TimeUnit.SECONDS);
            });
    assertThat(new Round(cluster, round, storm -> broken).play().violations().keySet())
        .extracting(Violation::invariant)
        .contains(Invariant.QUIET);
  }

  private static void beat(Request request) {
    operator
        .pods()
        .inNamespace(request.namespace())
        .withName(request.name())
        .patch(
            MergePatch.CONTEXT,
            "{\"metadata\": {\"annotations\": {\"example.com/beat\": \"%s\"}}}"
                .formatted(UUID.randomUUID()));
  }
}
