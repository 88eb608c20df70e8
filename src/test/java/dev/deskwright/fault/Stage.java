package dev.deskwright.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.fault.history.Change;
import dev.deskwright.fault.history.Objects;
import dev.deskwright.fault.history.Subject;
import dev.deskwright.fixture.MovableClock;
import dev.deskwright.fixture.Samples;
import dev.deskwright.kernel.MergePatch;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;

/** A namespace with a desktop in it and operators that look after it, for one story. */
final class Stage implements AutoCloseable {

  static final String DESK = "desk";

  private static final Duration BOUND = Duration.ofSeconds(Integer.getInteger("faults.bound", 100));

  private final RealCluster cluster;
  private final String namespace;
  private final MovableClock clock = new MovableClock();
  private final List<StormyOperator> operators = new ArrayList<>();
  private int asked;

  /** Sets it: there is a desktop, and it is AVAILABLE. */
  Stage(RealCluster cluster, String namespace) {
    this(cluster, namespace, Samples.directory("corp"));
    startOperator();
    awaitRest();
  }

  /** Sets it with a desktop that nobody looks after yet. */
  Stage(RealCluster cluster, String namespace, String directory) {
    this.cluster = cluster;
    this.namespace = namespace;
    cluster.createNamespace(namespace);
    Stream.of(
            directory,
            Samples.BUNDLE + "  rootPaths: [/usr, /etc]\n",
            Samples.workspace(DESK).replace("userName", "runningMode: {mode: Manual}, userName"))
        .forEach(yaml -> cluster.client().resource(yaml).inNamespace(namespace).create());
    Stranger.moveIn(cluster.client(), namespace);
  }

  /** Starts another operator, which knows nothing of the others. */
  StormyOperator startOperator() {
    var setup = new StormyOperator.Setup(List.of(namespace), 2, 2_000);
    operators.add(StormyOperator.start(cluster, setup, Fault.NONE, clock));
    return operators.get(operators.size() - 1);
  }

  String namespace() {
    return namespace;
  }

  RealCluster cluster() {
    return cluster;
  }

  MovableClock clock() {
    return clock;
  }

  /** What the first operator meets from now on. */
  void meet(Fault fault) {
    operators.get(0).proxy().arm(fault);
  }

  /** The first operator's watches and other connections end. */
  void disconnect() {
    operators.get(0).proxy().disconnect();
  }

  Resource<WorkSpace> desk() {
    return cluster.client().resources(WorkSpace.class).inNamespace(namespace).withName(DESK);
  }

  /** Asks for an operation; gives the value it was asked for by, once it has been seen in etcd. */
  String ask(String operation) {
    String request = "r" + asked++;
    String annotation = "deskwright.dev/" + operation;
    patch("{\"metadata\": {\"annotations\": {\"%s\": \"%s\"}}}".formatted(annotation, request));
    eventually()
        .pollInterval(Duration.ofMillis(5))
        .until(
            () ->
                find("workspaces", DESK)
                    .filter(desk -> Objects.annotation(desk, annotation).equals(request))
                    .isPresent());
    return request;
  }

  void patch(String patch) {
    desk().patch(MergePatch.CONTEXT, patch);
  }

  void patchStatus(String patch) {
    desk().subresource("status").patch(MergePatch.CONTEXT, patch);
  }

  Optional<JsonNode> find(String resource, String name) {
    return cluster.checker().history().find(new Subject(resource, namespace, name));
  }

  /** The UID of the desktop's pod; empty if there is none. */
  Optional<String> pod() {
    return find("pods", DESK).map(Objects::uid);
  }

  /** How it ended; empty if it has not. */
  Optional<String> result(String operation, String request) {
    return find("workspaces", DESK).stream()
        .flatMap(workspace -> Objects.list(workspace.at("/status/operations")))
        .filter(o -> o.path("operation").asText().equals(operation))
        .filter(o -> o.path("request").asText().equals(request))
        .map(o -> o.path("result").asText())
        .findFirst();
  }

  ConditionFactory eventually() {
    return await().dontCatchUncaughtExceptions().atMost(BOUND);
  }

  /** Waits until all that was asked for is so. */
  void awaitRest() {
    var rest = rest();
    eventually().untilAsserted(() -> assertThat(rest.unrest()).isEmpty());
  }

  Rest rest() {
    return new Rest(cluster.checker().history(), namespace);
  }

  /** Some time passes in which it must hold. */
  void forAWhile(Duration time, Runnable holds) {
    eventually().pollInterval(Duration.ofMillis(200)).during(time).untilAsserted(holds::run);
  }

  /** Nothing is written any more, and no promise was broken. */
  void assertQuietAndUnbroken() {
    await().dontCatchUncaughtExceptions().pollDelay(Duration.ofSeconds(3)).until(() -> true);
    long revision = cluster.watch().latest();
    await().dontCatchUncaughtExceptions().pollDelay(Duration.ofSeconds(3)).until(() -> true);
    assertThat(cluster.checker().changesSince(revision, namespace))
        .extracting(Change::subject)
        .as("what is written at rest")
        .isEmpty();
    assertUnbroken();
  }

  void assertUnbroken() {
    assertThat(cluster.checker().violations(List.of(namespace))).isEmpty();
    assertThat(cluster.sharedDrives()).noneMatch(s -> s.contains(namespace + "/"));
  }

  @Override
  public void close() {
    operators.forEach(StormyOperator::close);
    Stranger.cleanUp(cluster.client(), namespace);
    cluster.checker().forget(namespace);
  }
}
