package dev.deskwright.workspace;

import static org.awaitility.Awaitility.await;

import dev.deskwright.DeskwrightOperator;
import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.Condition;
import dev.deskwright.api.v1alpha1.ConditionType;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.config.ConfigReader;
import dev.deskwright.config.OperatorConfig;
import dev.deskwright.demo.InMemoryApiServer;
import dev.deskwright.fixture.PlayedDirectories;
import dev.deskwright.kernel.Conditions;
import dev.deskwright.kernel.Labels;
import dev.deskwright.kernel.MergePatch;
import dev.deskwright.telemetry.Component;
import dev.deskwright.telemetry.KubernetesRequests;
import dev.deskwright.telemetry.Meters;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ConditionFactory;

/**
 * fabric8's in-memory API server with the operator on it. It collects no garbage and runs no pods:
 * the test does both.
 */
final class InMemoryCluster implements AutoCloseable {

  static final String READY =
      "{phase: Running, podIP: 10.0.0.7, conditions: [{type: Ready, status: 'True'}],"
          + " containerStatuses: [{name: desktop, ready: true, started: true, restartCount: 0}]}";

  private final List<String> writes = new CopyOnWriteArrayList<>();
  private final InMemoryApiServer server = InMemoryApiServer.start();
  private final OffsetClock clock = new OffsetClock();
  private final KubernetesClient client;
  private final PlayedDirectories directories = new PlayedDirectories();
  private final OperatorConfig config;
  private KubernetesClient operatorClient;
  private DeskwrightOperator operator;
  private PrometheusMeterRegistry meters;

  InMemoryCluster() {
    this(ConfigReader.defaults());
  }

  /** One whose operators have other settings. */
  InMemoryCluster(OperatorConfig config) {
    this.config = config;
    client = new KubernetesClientBuilder().withConfig(server.clientConfig()).build();
    for (String kind : List.of("directories", "bundles", "workspaces")) {
      client.resource(read(Path.of("crds", kind + ".deskwright.dev.yaml"))).create();
    }
    startOperator();
  }

  /** Notes every request of the operator that can change something. */
  private final class Recorder implements Interceptor {
    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      if (!"GET".equals(request.method())) {
        writes.add(request.method() + " " + request.uri().getPath());
      }
    }
  }

  private static final class OffsetClock extends Clock {
    private volatile Duration offset = Duration.ZERO;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Clock.systemUTC().instant().plus(offset);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void startOperator() {
    startOperator(List.of());
  }

  /** Starts one whose requests these see first. */
  void startOperator(List<Interceptor> interceptors) {
    meters = Meters.registry(Component.OPERATOR);
    operatorClient =
        new KubernetesClientBuilder()
            .withConfig(server.clientConfig())
            .withHttpClientBuilderConsumer(
                http -> {
                  http.addOrReplaceInterceptor("recorder", new Recorder());
                  KubernetesRequests.observe(http, meters);
                  interceptors.forEach(
                      i -> http.addOrReplaceInterceptor(i.getClass().getName(), i));
                })
            .build();
    operator = new DeskwrightOperator(config, operatorClient, clock, meters, directories);
    operator.start();
  }

  void stopOperator() {
    operator.close();
    operatorClient.close();
  }

  Optional<String> notReady() {
    return operator.notReady();
  }

  void later(Duration time) {
    clock.offset = clock.offset.plus(time);
  }

  KubernetesClient client() {
    return client;
  }

  /** Who knows the users. */
  PlayedDirectories directories() {
    return directories;
  }

  /** What the operator that runs now has measured. */
  PrometheusMeterRegistry meters() {
    return meters;
  }

  /** What operators have written since the server started. */
  List<String> writes() {
    return writes;
  }

  /** Waits until nobody writes any more, for as long as the counts of users lag behind. */
  void settle() {
    var seen = new int[] {-1};
    await()
        .pollInterval(Duration.ofMillis(2_500))
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              boolean quiet = seen[0] == writes.size();
              seen[0] = writes.size();
              return quiet;
            });
  }

  static ConditionFactory eventually() {
    return await().pollInterval(Duration.ofMillis(20)).atMost(Duration.ofSeconds(15));
  }

  <T extends HasMetadata> T create(T object) {
    object.getMetadata().setResourceVersion(null);
    return client.resource(object).inNamespace("team").create();
  }

  /** A Directory, a Bundle and alice's WorkSpace named desk, all new. */
  void createAll(String... workspaceSpec) {
    create(Samples.directory());
    create(Samples.bundle());
    create(Samples.workspace(workspaceSpec));
  }

  Resource<WorkSpace> workspace(String name) {
    return client.resources(WorkSpace.class).inNamespace("team").withName(name);
  }

  Resource<Bundle> bundle() {
    return client.resources(Bundle.class).inNamespace("team").withName("standard");
  }

  Resource<Directory> directory() {
    return client.resources(Directory.class).inNamespace("team").withName("corp");
  }

  Resource<Pod> pod(String name) {
    return client.resources(Pod.class).inNamespace("team").withName(name);
  }

  Resource<PersistentVolumeClaim> claim(String name) {
    return client.resources(PersistentVolumeClaim.class).inNamespace("team").withName(name);
  }

  /** Does what the scheduler, the provisioner and the kubelet would. */
  void run(String name) {
    eventually().until(() -> pod(name).get() != null);
    bind(name);
    podIs(name, READY);
  }

  /** Does what the provisioner would. */
  void bind(String name) {
    for (var claim :
        client
            .persistentVolumeClaims()
            .inNamespace("team")
            .withLabel("deskwright.dev/workspace", name)
            .list()
            .getItems()) {
      claim(claim.getMetadata().getName())
          .edit(
              c -> {
                c.setStatus(new PersistentVolumeClaimStatusBuilder().withPhase("Bound").build());
                return c;
              });
    }
  }

  void podIs(String name, String status) {
    pod(name)
        .edit(
            pod -> {
              pod.getSpec().setNodeName("n1");
              pod.setStatus(Samples.pod(status).getStatus());
              return pod;
            });
  }

  /** Runs the desktop and waits until it is told to be available. */
  void runUntilAvailable(String name) {
    run(name);
    awaitReady(name, "Available");
  }

  void awaitReady(String name, String reason) {
    eventually()
        .alias("reason %s of %s".formatted(reason, name))
        .until(() -> reason(name), reason::equals);
  }

  /** Asks for an operation, beside whatever the operator writes meanwhile. */
  void ask(String name, String operation, String request) {
    workspace(name)
        .patch(
            MergePatch.CONTEXT,
            "{\"metadata\": {\"annotations\": {\"%s\": \"%s\"}}}"
                .formatted(Labels.operation(operation), request));
  }

  String podUid(String name) {
    Pod pod = pod(name).get();
    return pod == null ? null : pod.getMetadata().getUid();
  }

  /** Waits for a pod other than the one with this UID. */
  void awaitAnotherPod(String name, String uid) {
    eventually().until(() -> podUid(name), found -> found != null && !found.equals(uid));
  }

  String reason(String name) {
    return ready(name) == null ? null : ready(name).reason();
  }

  Condition ready(String name) {
    WorkSpace workspace = workspace(name).get();
    return workspace == null || workspace.getStatus() == null
        ? null
        : Conditions.find(workspace.getStatus().conditions(), ConditionType.Ready).orElse(null);
  }

  /** Does what Kubernetes's garbage collector would when a WorkSpace is gone. */
  void deleteWithGarbage(String name) {
    String uid = workspace(name).get().getMetadata().getUid();
    workspace(name).delete();
    for (var resource : List.of(pod(name), claim(name + "-root"), claim(name + "-user"))) {
      HasMetadata object = resource.get();
      if (object != null
          && object.getMetadata().getOwnerReferences().stream()
              .anyMatch(owner -> owner.getUid().equals(uid))) {
        resource.delete();
      }
    }
  }

  @Override
  public void close() {
    stopOperator();
    client.close();
    server.close();
  }
}
