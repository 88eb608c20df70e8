package dev.deskwright.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.fixture.Samples;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulatedNodesTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  private final InMemoryApiServer server = InMemoryApiServer.start();
  private final KubernetesClient client =
      new KubernetesClientBuilder().withConfig(server.clientConfig()).build();
  private final Queue<Duration> delays = new ConcurrentLinkedQueue<>();
  private final Queue<Runnable> steps = new ConcurrentLinkedQueue<>();
  private final SimulatedNodes nodes =
      new SimulatedNodes(
          client,
          (delay, step) -> {
            delays.add(delay);
            steps.add(step);
          },
          CLOCK);

  @BeforeEach
  void start() {
    nodes.start();
  }

  @AfterEach
  void stop() {
    nodes.close();
    client.close();
    server.close();
  }

  /** Lets time pass until it is as wanted. */
  private void passUntil(Callable<Boolean> wanted) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              for (int due = steps.size(); due > 0; due--) {
                steps.remove().run();
              }
              return wanted.call();
            });
  }

  private Pod createPod() {
    return client
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName("anna")
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .addNewInitContainer()
                .withName("seed")
                .withImage("desktop")
                .endInitContainer()
                .addNewContainer()
                .withName("desktop")
                .withImage("desktop")
                .endContainer()
                .addNewVolume()
                .withName("user")
                .withNewPersistentVolumeClaim("anna-user", false)
                .endVolume()
                .endSpec()
                .build())
        .create();
  }

  private PersistentVolumeClaim createClaim(OwnerReference... owners) {
    return client
        .resource(
            new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName("anna-user")
                .withNamespace("default")
                .withOwnerReferences(owners)
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withNewResources()
                .addToRequests("storage", new Quantity("50Gi"))
                .endResources()
                .endSpec()
                .build())
        .create();
  }

  @Test
  void everyObjectSaysThatItIsSimulated() {
    assertThat(client.nodes().list().getItems())
        .hasSize(3)
        .allSatisfy(
            node -> {
              assertThat(node.getMetadata().getName()).startsWith("simulated-");
              assertThat(node.getMetadata().getLabels())
                  .containsEntry(SimulatedNodes.LABEL, "true");
            })
        .allMatch(Readiness::isNodeReady)
        .map(Node::getStatus)
        .allMatch(status -> status.getCapacity().containsKey("nvidia.com/gpu"));
    assertThat(client.storage().v1().storageClasses().withName("simulated").get()).isNotNull();
  }

  @Test
  void whatIsMadeWhenItsOwnerHasGoneGoesToo() {
    var owner =
        client
            .resources(WorkSpace.class)
            .inNamespace("default")
            .load(new ByteArrayInputStream(Samples.workspace("anna").getBytes(UTF_8)))
            .create();
    client.resource(owner).delete();
    var claim =
        createClaim(
            new OwnerReferenceBuilder()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName("anna")
                .withUid(owner.getMetadata().getUid())
                .build());
    passUntil(() -> client.resource(claim).get() == null);
  }

  @Test
  void podRunsOnceItsClaimIsBound() {
    var pod = createPod();
    passUntil(() -> !delays.isEmpty());
    assertThat(client.resource(pod).get().getSpec().getNodeName()).isNull();

    var claim = createClaim();
    passUntil(() -> Readiness.isPodReady(client.resource(pod).get()));

    assertThat(client.resource(claim).get())
        .satisfies(
            bound -> {
              assertThat(bound.getStatus().getPhase()).isEqualTo("Bound");
              assertThat(bound.getStatus().getCapacity())
                  .containsEntry("storage", new Quantity("50Gi"));
              assertThat(bound.getSpec().getVolumeName()).startsWith("simulated-");
            });
    var running = client.resource(pod).get();
    assertThat(running.getSpec().getNodeName()).startsWith("simulated-node-");
    assertThat(running.getStatus().getPodIP()).isEqualTo("198.18.0.2");
    assertThat(running.getStatus().getStartTime()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(running.getStatus().getInitContainerStatuses().get(0).getState().getTerminated())
        .isNotNull();
  }

  @Test
  void everyStepTakesAWhile() {
    createClaim();
    var pod = createPod();
    passUntil(() -> Readiness.isPodReady(client.resource(pod).get()));
    assertThat(delays)
        .allMatch(delay -> delay.toMillis() >= 200 && delay.toMillis() < 900)
        .doesNotHaveDuplicates();
  }

  @Test
  void podOfTheSameNameGetsAnotherNode() {
    createClaim();
    var first = createPod();
    passUntil(() -> Readiness.isPodReady(client.resource(first).get()));
    String node = client.resource(first).get().getSpec().getNodeName();
    client.resource(first).delete();
    passUntil(() -> client.resource(first).get() == null);

    var second = createPod();
    passUntil(() -> Readiness.isPodReady(client.resource(second).get()));
    assertThat(client.resource(second).get().getSpec().getNodeName()).isNotEqualTo(node);
  }
}
