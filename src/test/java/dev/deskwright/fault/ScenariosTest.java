package dev.deskwright.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.fault.Fault.Action;
import dev.deskwright.fixture.WithApiServer;
import dev.deskwright.kernel.MergePatch;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What goes wrong in a cluster besides single requests: a story each, with the same checker. */
@Tag("faults")
@WithApiServer
class ScenariosTest {

  /** The API server's absence is played by cutting all connections; a real one may last longer. */
  private static final Duration ABSENCE =
      Duration.ofSeconds(Integer.getInteger("faults.absence", 10));

  private static RealCluster cluster;

  @BeforeAll
  static void start() {
    cluster = RealCluster.start(20);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void apiServerThatWasGoneIsCaughtUpWith() {
    try (var stage = new Stage(cluster, "absence")) {
      var pod = stage.pod();
      stage.meet((moment, call) -> new Action.Reset());
      stage.disconnect();
      String request = stage.ask("reboot");
      stage.forAWhile(ABSENCE, () -> assertThat(stage.pod()).isEqualTo(pod));
      stage.meet(Fault.NONE);
      stage.awaitRest();
      assertThat(stage.result("reboot", request)).contains("Done");
      assertThat(stage.pod()).isNotEqualTo(pod);
      stage.assertQuietAndUnbroken();
    }
  }

  @Test
  void rightsThatWereTakenAreMissedAndUsedWhenTheyAreBack() {
    try (var stage = new Stage(cluster, "rights")) {
      stage.meet(
          (moment, call) ->
              new Action.Answer(
                  403,
                  java.util.Map.of("Content-Type", "application/json"),
                  """
                  {"kind": "Status", "apiVersion": "v1", "status": "Failure", "message": "injected: you may not", "reason": "Forbidden", "code": 403}
                  """));
      stage.disconnect();
      String request = stage.ask("reboot");
      var pod = stage.pod();
      stage.forAWhile(Duration.ofSeconds(5), () -> assertThat(stage.pod()).isEqualTo(pod));
      stage.meet(Fault.NONE);
      stage.awaitRest();
      assertThat(stage.result("reboot", request)).contains("Done");
      stage.assertQuietAndUnbroken();
    }
  }

  /** The answer to a write has what others have changed meanwhile, before the watch tells of it. */
  @Test
  void whatIsAskedForWhileAStatusIsWrittenIsSeen() {
    try (var stage = new Stage(cluster, "overtaken")) {
      stage.meet(new LateNews("workspaces", Duration.ofSeconds(6)));
      stage.disconnect();
      stage.forAWhile(Duration.ofSeconds(3), () -> assertThat(stage.pod()).isPresent());
      String request = stage.ask("reboot");
      cluster
          .client()
          .pods()
          .inNamespace(stage.namespace())
          .withName(Stage.DESK)
          .subresource("status")
          .patch(
              MergePatch.CONTEXT,
              "{\"status\": {\"conditions\": [{\"type\": \"Ready\", \"status\": \"False\"}]}}");
      stage
          .eventually()
          .untilAsserted(() -> assertThat(stage.result("reboot", request)).isPresent());
      stage.assertUnbroken();
    }
  }

  /** All that a watch tells comes late. */
  private record LateNews(String resource, Duration late) implements Fault {
    @Override
    public Action at(Moment moment, Call call) {
      return new Action.Pass();
    }

    @Override
    public Optional<WatchRelay.Course> course(Call call) {
      return Request.of(call).resource().equals(resource)
          ? Optional.of(
              news -> List.of(new WatchRelay.Step.Wait(late), new WatchRelay.Step.Tell(news)))
          : Optional.empty();
    }
  }

  /** Leader election has failed altogether: two act at once, on everything. */
  @Test
  void twoLeadersDoAllOnce() {
    try (var stage = new Stage(cluster, "leaders")) {
      stage.startOperator();
      for (String operation : List.of("reboot", "snapshot", "stop", "start", "rebuild", "reboot")) {
        String request = stage.ask(operation);
        stage.awaitRest();
        assertThat(stage.result(operation, request)).as(operation).contains("Done");
      }
      stage.assertQuietAndUnbroken();
    }
  }

  /** What it had in mind before it slept must not be done when it wakes. */
  @Test
  void oldLeaderThatWakesUpDoesNoHarm() {
    try (var stage = new Stage(cluster, "sleeper")) {
      stage.meet((moment, call) -> new Action.Silence());
      String first = stage.ask("reboot");
      stage.startOperator();
      stage.awaitRest();
      assertThat(stage.result("reboot", first)).contains("Done");
      String second = stage.ask("rebuild");
      stage.awaitRest();
      assertThat(stage.result("rebuild", second)).contains("Done");
      stage.meet(Fault.NONE);
      stage.assertQuietAndUnbroken();
    }
  }

  @Test
  void clockThatJumpsHasNoEffectOnADesktopButSnapshots() {
    try (var stage = new Stage(cluster, "clock")) {
      var pod = stage.pod();
      for (Duration jump : List.of(Duration.ofDays(3), Duration.ofDays(-2), Duration.ofHours(5))) {
        stage.clock().putForward(jump);
        stage.patch(
            "{\"metadata\": {\"annotations\": {\"%s\": \"%s\"}}}".formatted(Scene.TOUCHED, jump));
        stage.awaitRest();
        assertThat(stage.pod()).isEqualTo(pod);
      }
      String request = stage.ask("reboot");
      stage.awaitRest();
      assertThat(stage.result("reboot", request)).contains("Done");
      stage.assertUnbroken();
    }
  }

  @Test
  void podWithAStuckFinalizerIsWaitedFor() {
    try (var stage = new Stage(cluster, "finalizer")) {
      var old = stage.pod();
      finalizers(stage, "[\"example.com/stuck\"]");
      String request = stage.ask("reboot");
      stage
          .eventually()
          .until(
              () ->
                  cluster
                      .client()
                      .pods()
                      .inNamespace("finalizer")
                      .withName(Stage.DESK)
                      .get()
                      .isMarkedForDeletion());
      stage.forAWhile(Duration.ofSeconds(5), () -> assertThat(stage.pod()).isEqualTo(old));
      finalizers(stage, "null");
      stage.awaitRest();
      assertThat(stage.result("reboot", request)).contains("Done");
      assertThat(stage.pod()).isNotEqualTo(old);
      stage.assertQuietAndUnbroken();
    }
  }

  private static void finalizers(Stage stage, String finalizers) {
    cluster
        .client()
        .pods()
        .inNamespace(stage.namespace())
        .withName(Stage.DESK)
        .patch(MergePatch.CONTEXT, "{\"metadata\": {\"finalizers\": %s}}".formatted(finalizers));
  }

  @Test
  void admissionThatRejectsPodsIsToldAndOvercome() {
    try (var stage = new Stage(cluster, "admission")) {
      var policy =
          cluster
              .client()
              .load(
                  new java.io.ByteArrayInputStream(
                      """
                      apiVersion: admissionregistration.k8s.io/v1
                      kind: ValidatingAdmissionPolicy
                      metadata: {name: no-pods}
                      spec:
                        matchConstraints:
                          resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
                        validations: [{expression: "object.metadata.namespace != 'admission'", message: no pods today}]
                      ---
                      apiVersion: admissionregistration.k8s.io/v1
                      kind: ValidatingAdmissionPolicyBinding
                      metadata: {name: no-pods}
                      spec: {policyName: no-pods, validationActions: [Deny]}
                      """
                          .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
      policy.create();
      stage.eventually().until(() -> isRejected(stage));
      String request = stage.ask("reboot");
      awaitSaid(stage, "no pods today");
      policy.delete();
      stage.awaitRest();
      assertThat(stage.result("reboot", request)).contains("Done");
      stage.assertQuietAndUnbroken();
    }
  }

  private static boolean isRejected(Stage stage) {
    try {
      cluster
          .client()
          .resource(
              """
              apiVersion: v1
              kind: Pod
              metadata: {name: probe}
              spec: {containers: [{name: probe, image: probe}]}
              """)
          .inNamespace(stage.namespace())
          .dryRun()
          .create();
      return false;
    } catch (io.fabric8.kubernetes.client.KubernetesClientException e) {
      return true;
    }
  }

  private static void awaitSaid(Stage stage, String text) {
    stage
        .eventually()
        .untilAsserted(
            () ->
                assertThat(stage.find("workspaces", Stage.DESK).orElseThrow().toString())
                    .contains(text));
  }

  @Test
  void quotaThatIsUsedUpIsToldAndOvercome() {
    try (var stage = new Stage(cluster, "quota")) {
      var quota =
          cluster
              .client()
              .resource(
                  """
                  apiVersion: v1
                  kind: ResourceQuota
                  metadata: {name: none, namespace: quota}
                  spec: {hard: {pods: "0"}}
                  """);
      quota.create();
      cluster
          .client()
          .resources(ResourceQuota.class)
          .inNamespace("quota")
          .withName("none")
          .subresource("status")
          .patch(
              MergePatch.CONTEXT,
              "{\"status\": {\"hard\": {\"pods\": \"0\"}, \"used\": {\"pods\": \"0\"}}}");
      stage.eventually().until(() -> isRejected(stage));
      String request = stage.ask("reboot");
      awaitSaid(stage, "exceeded quota");
      quota.delete();
      stage.awaitRest();
      assertThat(stage.result("reboot", request)).contains("Done");
      stage.assertQuietAndUnbroken();
    }
  }

  /** Kubernetes' own controller would remove what is in it, in any order. */
  @Test
  void namespaceDeletedUnderARebuildIsLetGo() {
    try (var stage = new Stage(cluster, "doomed")) {
      stage.ask("snapshot");
      stage.awaitRest();
      stage.ask("rebuild");
      cluster.client().namespaces().withName("doomed").delete();
      for (var kind : List.of(PersistentVolumeClaim.class, Pod.class)) {
        cluster.client().resources(kind).inNamespace("doomed").delete();
      }
      stage.desk().delete();
      stage
          .eventually()
          .until(() -> cluster.checker().history().list("workspaces", "doomed").isEmpty());
      stage
          .eventually()
          .until(
              () ->
                  cluster.checker().history().list("pods", "doomed").stream()
                      .noneMatch(pod -> pod.at("/metadata/name").asText().equals(Stage.DESK)));
      assertThat(cluster.sharedDrives()).noneMatch(s -> s.contains("doomed/"));
    }
  }

  /** What an older version did not write, and what it wrote differently. */
  @Test
  void statusOfAnotherVersionIsTakenOver() {
    try (var stage = new Stage(cluster, "version")) {
      var pod = stage.pod();
      for (String field :
          List.of("power", "usage", "bundleName", "runningMode", "observedGeneration", "state")) {
        stage
            .desk()
            .subresource("status")
            .patch(MergePatch.CONTEXT, "{\"status\": {\"%s\": null}}".formatted(field));
        stage.patch(
            "{\"metadata\": {\"annotations\": {\"%s\": \"%s\"}}}".formatted(Scene.TOUCHED, field));
        stage.awaitRest();
        assertThat(stage.pod())
            .as("without " + field)
            .isEqualTo(pod)
            .isNotEqualTo(Optional.empty());
      }
      stage.assertQuietAndUnbroken();
    }
  }
}
