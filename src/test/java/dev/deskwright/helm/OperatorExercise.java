package dev.deskwright.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.Condition;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.fixture.MovableClock;
import dev.deskwright.fixture.PlayedNode;
import dev.deskwright.fixture.Samples;
import dev.deskwright.kernel.Conditions;
import dev.deskwright.kernel.MergePatch;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Makes an operator do everything that it does but for snapshots, the rare things too. */
final class OperatorExercise {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String FOREIGN =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: mallory}
      spec: {containers: [{name: main, image: example/other}]}
      ---
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {name: oscar-root}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: taken-service-desktops}
      spec: {clusterIP: None, selector: {app: other}}
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: taken-policy-desktops}
      spec: {podSelector: {}}
      """;

  private OperatorExercise() {}

  static void on(KubernetesClient client) {
    client.resourceList(FOREIGN).create();
    for (String directory : List.of("corp", "taken-service", "taken-policy")) {
      client.resource(Samples.directoryWithNames(directory)).create();
    }
    client.resource(Samples.BUNDLE).create();
    for (String user : List.of("alice", "mallory", "oscar")) {
      client.resource(Samples.workspace(user)).create();
    }
    new PlayedNode(client).makeReady("alice");
    awaitReason(client, "alice", "Available", "Starting");
    awaitReason(client, "mallory", "NameTaken");
    awaitReason(client, "oscar", "NameTaken");
    changeTag(client);
    spoilSharedObjects(client);
    unpublishNames(client);
    reboot(client);
    DirectoryServersExercise.on(client);
  }

  private static void awaitReason(KubernetesClient client, String name, String... reasons) {
    await(name)
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(ready(client, name).map(Condition::reason))
                    .get()
                    .isIn((Object[]) reasons));
  }

  private static Optional<Condition> ready(KubernetesClient client, String name) {
    return Optional.ofNullable(client.resources(WorkSpace.class).withName(name).get().getStatus())
        .map(status -> status.conditions().get(0));
  }

  private static void changeTag(KubernetesClient client) {
    client
        .resources(WorkSpace.class)
        .withName("alice")
        .patch(MergePatch.CONTEXT, "{\"spec\": {\"tags\": {\"team\": \"design\"}}}");
    await()
        .atMost(LIMIT)
        .until(
            () ->
                "design"
                    .equals(
                        client
                            .pods()
                            .withName("alice")
                            .get()
                            .getMetadata()
                            .getLabels()
                            .get("team")));
  }

  private static void spoilSharedObjects(KubernetesClient client) {
    client
        .services()
        .withName("corp-desktops")
        .patch(
            MergePatch.CONTEXT,
            """
            {"spec": {"selector": {"spoiled": "yes", "deskwright.dev/directory": null}}}""");
    client
        .network()
        .v1()
        .networkPolicies()
        .withName("corp-desktops")
        .patch(MergePatch.CONTEXT, "{\"spec\": {\"ingress\": []}}");
    await()
        .atMost(LIMIT)
        .until(
            () ->
                !client
                        .network()
                        .v1()
                        .networkPolicies()
                        .withName("corp-desktops")
                        .get()
                        .getSpec()
                        .getIngress()
                        .isEmpty()
                    && client
                        .services()
                        .withName("corp-desktops")
                        .get()
                        .getSpec()
                        .getSelector()
                        .containsKey("deskwright.dev/directory"));
  }

  private static void unpublishNames(KubernetesClient client) {
    client
        .resources(Directory.class)
        .withName("corp")
        .patch(MergePatch.CONTEXT, "{\"spec\": {\"desktopNames\": \"Unpublished\"}}");
    await().atMost(LIMIT).until(() -> client.services().withName("corp-desktops").get() == null);
  }

  private static void reboot(KubernetesClient client) {
    String before = client.pods().withName("alice").get().getMetadata().getUid();
    client
        .resources(WorkSpace.class)
        .withName("alice")
        .patch(
            MergePatch.CONTEXT,
            "{\"metadata\": {\"annotations\": {\"deskwright.dev/reboot\": \"now\"}}}");
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              var pod = client.pods().withName("alice").get();
              return pod != null && !Objects.equals(pod.getMetadata().getUid(), before);
            });
  }

  /** What goes wrong a second time is the first event, with a higher count. */
  static void sayTwice(KubernetesClient client, MovableClock clock) {
    client.resource(Samples.BUNDLE.replace("standard", "moody")).create();
    for (String type : List.of("NoSuchType", "Value", "NoSuchType")) {
      clock.putForward(Duration.ofMinutes(2));
      client
          .resources(Bundle.class)
          .withName("moody")
          .patch(MergePatch.CONTEXT, "{\"spec\": {\"compute\": {\"type\": \"" + type + "\"}}}");
      String reason = type.equals("Value") ? "Valid" : "ComputeTypeUnknown";
      await(type)
          .atMost(LIMIT)
          .until(
              () ->
                  Conditions.of(client.resources(Bundle.class).withName("moody").get()).stream()
                      .anyMatch(each -> each.reason().equals(reason)));
    }
    await()
        .atMost(LIMIT)
        .until(
            () ->
                client.events().v1().events().list().getItems().stream()
                    .anyMatch(e -> e.getSeries() != null && e.getSeries().getCount() == 2));
  }
}
