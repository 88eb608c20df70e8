package dev.deskwright.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deskwright.fault.history.Change;
import dev.deskwright.fault.history.Objects;
import dev.deskwright.fixture.People;
import dev.deskwright.fixture.Samples;
import dev.deskwright.fixture.WithApiServer;
import dev.deskwright.kernel.Labels;
import dev.deskwright.kernel.MergePatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What becomes of the operator as a process: with the options of its image, and as the chart's
 * service account with its rights. The same checker reads the same etcd.
 */
@Tag("faults")
@WithApiServer
class ProcessStoriesTest {

  private static final Duration TO_END = Duration.ofMinutes(1);

  /** Watches end after at most twice as many seconds, and are asked for again. */
  private static final int WATCH_SECONDS = 15;

  @TempDir private static Path folder;

  private static RealCluster cluster;
  private static Installation installation;
  private static People people;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    cluster = RealCluster.start(20, "--min-request-timeout=" + WATCH_SECONDS);
    installation = new Installation(cluster, folder);
    people = new People();
    people.add(Stage.DESK);
  }

  @AfterAll
  static void stop() {
    people.close();
    cluster.close();
  }

  /** A desktop, and nobody who looks after it. */
  private static Stage stage(String namespace) {
    var stage = new Stage(cluster, namespace, people.directory());
    people.access(cluster.client(), namespace);
    return stage;
  }

  private static OperatorPod operator(String... jvmOptions) {
    return OperatorPod.start(installation, RealCluster.OPERATOR, jvmOptions);
  }

  @Test
  void leaderThatWasStoppedDoesNothingWhenItWakesUpAtRest() {
    try (var stage = stage("sleeper");
        var old = operator().awaitLeads();
        var other = OperatorPod.start(installation, "the-other").awaitReady()) {
      stage.awaitRest();
      stage.ask("snapshot");
      stage.awaitRest();
      String first = freezeAmid(stage, old, "rebuild");
      other.awaitLeads();
      stage.awaitRest();
      assertThat(stage.result("rebuild", first)).contains("Done");
      String second = stage.ask("reboot");
      stage.awaitRest();
      assertThat(stage.result("reboot", second)).contains("Done");
      long revision = cluster.watch().latest();
      old.wake();
      awaitEndsOrStandsBy(stage, old);
      assertThat(cluster.checker().changesSince(revision, stage.namespace()))
          .extracting(Change::subject)
          .as("what is changed after it woke up")
          .isEmpty();
      stage.assertQuietAndUnbroken();
    }
  }

  @Test
  void leaderThatWasStoppedChangesNothingWhenItWakesUpAmidTheWorkOfAnother() {
    try (var stage = stage("intruder");
        var old = operator().awaitLeads();
        var other = OperatorPod.start(installation, "the-other").awaitReady()) {
      stage.awaitRest();
      freezeAmid(stage, old, "reboot");
      other.awaitLeads();
      stage.awaitRest();
      String request = stage.ask("rebuild");
      stage.eventually().until(() -> stage.result("rebuild", request).isPresent());
      long revision = cluster.watch().latest();
      old.wake();
      awaitEndsOrStandsBy(stage, old);
      stage.awaitRest();
      assertThat(stage.result("rebuild", request)).contains("Done");
      assertThat(cluster.checker().changesSince(revision, stage.namespace()))
          .filteredOn(ProcessStoriesTest::isWrittenByTheOld)
          .extracting(Change::subject)
          .as("what is written by the one that woke up")
          .isEmpty();
      stage.assertQuietAndUnbroken();
    }
  }

  /** It has begun, and not ended. */
  private static String freezeAmid(Stage stage, OperatorPod operator, String operation) {
    String request = stage.ask(operation);
    stage
        .eventually()
        .pollInterval(Duration.ofMillis(5))
        .until(() -> stage.result(operation, request).isPresent());
    operator.freeze();
    return request;
  }

  private static void awaitEndsOrStandsBy(Stage stage, OperatorPod operator) {
    stage.eventually().until(() -> !operator.isAlive() || operator.standsBy());
    System.out.printf("the old leader has %s%n", operator.isAlive() ? "stood by" : "ended");
  }

  /** The API server notes with each object who has written to it, and when last. */
  private static boolean isWrittenByTheOld(Change change) {
    return change.after() != null && !writes(change.before()).containsAll(writes(change.after()));
  }

  private static List<String> writes(JsonNode object) {
    return object == null
        ? List.of()
        : Objects.list(object.at("/metadata/managedFields"))
            .filter(fields -> fields.path("manager").asText().equals(RealCluster.OPERATOR))
            .map(fields -> fields.path("subresource").asText() + fields.path("time").asText())
            .toList();
  }

  @Test
  void rightsThatAreTakenAmidWorkAreToldAndUsedWhenTheyAreBack() {
    try (var stage = stage("unbound");
        var operator = operator().awaitLeads()) {
      stage.awaitRest();
      String request = stage.ask("reboot");
      installation.takeRights();
      stage.eventually().until(() -> operator.log().contains("is forbidden"));
      assertThat(operator.answer("/livez")).startsWith("200");
      assertThat(stage.result("reboot", request)).isNotEqualTo(Optional.of("Done"));
      installation.giveRights();
      stage.awaitRest();
      assertThat(stage.result("reboot", request)).contains("Done");
      stage.assertQuietAndUnbroken();
    }
  }

  @Test
  void operatorWithNoRightsEndsAndSaysWhichItNeeds() {
    try (var stage = stage("beginner")) {
      installation.takeRights();
      try (var operator = operator()) {
        assertThat(operator.awaitEnd(TO_END)).isNotZero();
        assertThat(operator.log()).contains("forbidden").contains("cannot list");
      } finally {
        installation.giveRights();
      }
      try (var operator = operator().awaitLeads()) {
        stage.awaitRest();
        stage.assertQuietAndUnbroken();
      }
    }
  }

  /** The kubelet writes a new token before the old one has expired; here it comes too late. */
  @Test
  void tokenThatIsReplacedIsReadAgain() throws IOException {
    try (var stage = stage("token");
        var operator = operator().awaitLeads()) {
      stage.awaitRest();
      String old = installation.token();
      assertThat(installation.isValid(old)).isTrue();
      installation.replaceAccount();
      stage.eventually().until(() -> !installation.isValid(old));
      String first = stage.ask("reboot");
      stage.awaitRest();
      assertThat(stage.result("reboot", first)).contains("Done");
      stage.forAWhile(
          Duration.ofSeconds(2 * WATCH_SECONDS + 5), () -> assertThat(operator.isAlive()).isTrue());
      String second = stage.ask("snapshot");
      stage.awaitRest();
      assertThat(stage.result("snapshot", second)).contains("Done");
      assertThat(operator.leads()).isTrue();
      stage.assertQuietAndUnbroken();
    }
  }

  /** Exit code of a JVM that ends because its memory has run out. */
  private static final int OUT_OF_MEMORY = 3;

  /**
   * A process that has too little memory must end, and not linger; where it has enough, it works.
   */
  @Test
  void operatorWithTooLittleMemoryEndsAndTheNextSettles() {
    try (var stage = stage("crowded")) {
      crowd(stage.namespace());
      boolean ended = false;
      for (int mebibytes : List.of(16, 48, 96)) {
        try (var operator = operator("-Xmx" + mebibytes + "m")) {
          boolean works = worksOrEnds(stage, operator);
          ended |= !works;
          System.out.printf("%d MiB of heap: %s%n", mebibytes, works ? "works" : "ends");
          if (!works) {
            assertThat(operator.awaitEnd(TO_END)).isEqualTo(OUT_OF_MEMORY);
          }
        }
        stage.assertUnbroken();
      }
      assertThat(ended).as("one of them had too little").isTrue();
      try (var operator = operator().awaitLeads()) {
        stage.awaitRest();
        stage.assertQuietAndUnbroken();
      }
    }
  }

  /** Whether all that is to be done gets done, and not even the half. */
  private static boolean worksOrEnds(Stage stage, OperatorPod operator) {
    var rest = stage.rest();
    stage
        .eventually()
        .until(() -> !operator.isAlive() || (operator.leads() && rest.unrest().isEmpty()));
    return operator.isAlive();
  }

  /** Many objects of much text. */
  private static void crowd(String namespace) {
    String text = "x".repeat(200_000);
    for (int i = 0; i < 80; i++) {
      String bundle = Samples.BUNDLE.replace("name: standard", "name: crowd-" + i);
      var object = cluster.client().resource(bundle).item();
      object.getMetadata().setAnnotations(Map.of("example.com/text", text));
      cluster.client().resource(object).inNamespace(namespace).create();
    }
  }

  /**
   * As in an upgrade: what an older version has left differs, and nobody loses a session for it.
   */
  @Test
  void whatAnOlderVersionHasLeftIsTakenOver() {
    try (var stage = stage("older")) {
      try (var operator = operator().awaitLeads()) {
        stage.awaitRest();
      }
      var pod = stage.pod();
      cluster
          .client()
          .pods()
          .inNamespace(stage.namespace())
          .withName(Stage.DESK)
          .patch(
              MergePatch.CONTEXT,
              """
              {"metadata": {
                "annotations": {"%s": "of-another-version", "deskwright.dev/forgotten": "yes"},
                "labels": {"deskwright.dev/old": "yes"}}}
              """
                  .formatted(Labels.POD_HASH));
      stage.patchStatus("{\"status\": {\"power\": null, \"usage\": null, \"user\": null}}");
      try (var operator = operator().awaitLeads()) {
        stage.awaitRest();
        stage.forAWhile(Duration.ofSeconds(5), () -> assertThat(stage.pod()).isEqualTo(pod));
        String request = stage.ask("reboot");
        stage.awaitRest();
        assertThat(stage.result("reboot", request)).contains("Done");
        stage.assertQuietAndUnbroken();
      }
    }
  }

  /**
   * As in an upgrade, in which the kinds come first, and after a downgrade: fields, and words of a
   * status, that this version does not know.
   */
  @Test
  void whatALaterVersionHasWrittenKeepsNobodyFromBeingLookedAfter() throws IOException {
    try (var stage = stage("later")) {
      try (var operator = operator().awaitLeads()) {
        stage.awaitRest();
      }
      var pod = stage.pod();
      try (var kinds = LaterKinds.install(cluster.client())) {
        stage
            .eventually()
            .untilAsserted(
                () -> {
                  stage.patch("{\"spec\": {\"wallpaper\": {\"color\": \"blue\"}}}");
                  stage.patchStatus(
                      """
                      {"status": {"state": "PAINTING", "paint": [{"coat": 1}], "operations": [
                        {"operation": "paint", "request": "a", "result": "Done"},
                        {"operation": "reboot", "request": "b", "result": "Dried"}]}}
                      """);
                  assertThat(stage.find("workspaces", Stage.DESK).orElseThrow().toString())
                      .contains("wallpaper", "PAINTING", "coat", "Dried");
                });
        try (var operator = operator().awaitLeads()) {
          stage.awaitRest();
          assertThat(stage.pod()).isEqualTo(pod);
          assertThat(stage.find("workspaces", Stage.DESK).orElseThrow().toString())
              .as("what this version does not know is left alone")
              .contains("wallpaper", "coat");
          stage.assertQuietAndUnbroken();
        }
        stage.patchStatus("{\"status\": {\"state\": \"PAINTING\"}}");
      }
      try (var operator = operator().awaitLeads()) {
        stage.awaitRest();
        assertThat(stage.pod()).isEqualTo(pod);
        String request = stage.ask("reboot");
        stage.awaitRest();
        assertThat(stage.result("reboot", request)).contains("Done");
        stage.assertQuietAndUnbroken();
      }
    }
  }
}
