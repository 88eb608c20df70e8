package dev.deskwright.helm;

import static org.awaitility.Awaitility.await;

import dev.deskwright.api.v1alpha1.Condition;
import dev.deskwright.api.v1alpha1.ConditionType;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.kernel.Conditions;
import dev.deskwright.kernel.MergePatch;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;

/** Makes an operator do everything that it does for the servers of a Directory of its own. */
final class DirectoryServersExercise {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String DIRECTORY =
      """
      apiVersion: deskwright.dev/v1alpha1
      kind: Directory
      metadata: {name: %s}
      spec:
        type: SimpleAD
        domainName: own.example.com
        simpleAd: {firstUsers: [{userName: alice, groups: [designers]}]}
      """;

  private static final String FOREIGN =
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: taken-set-dc1}
      spec:
        selector: {matchLabels: {app: other}}
        template:
          metadata: {labels: {app: other}}
          spec: {containers: [{name: main, image: example/other}]}
      ---
      apiVersion: policy/v1
      kind: PodDisruptionBudget
      metadata: {name: taken-budget-directory}
      spec: {maxUnavailable: 1}
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: taken-secret-directory}
      """;

  private DirectoryServersExercise() {}

  static void on(KubernetesClient client) {
    client.resourceList(FOREIGN).create();
    var taken = List.of("taken-set", "taken-budget", "taken-secret");
    for (String name : taken) {
      client.resource(DIRECTORY.formatted(name)).create();
    }
    client.resource(DIRECTORY.formatted("own")).create();
    taken.forEach(name -> awaitReason(client, name, "NameTaken"));
    awaitReason(client, "own", "ServersStarting");
    spoil(client);
    answer(client);
  }

  private static void awaitReason(KubernetesClient client, String name, String reason) {
    await(name + " " + reason)
        .atMost(LIMIT)
        .until(
            () ->
                Conditions.find(
                        Conditions.of(client.resources(Directory.class).withName(name).get()),
                        ConditionType.Registered)
                    .map(Condition::reason)
                    .filter(reason::equals)
                    .isPresent());
  }

  private static void spoil(KubernetesClient client) {
    client
        .policy()
        .v1()
        .podDisruptionBudget()
        .withName("own-directory")
        .patch(MergePatch.CONTEXT, "{\"spec\": {\"maxUnavailable\": 2}}");
    client
        .apps()
        .statefulSets()
        .withName("own-dc2")
        .patch(MergePatch.CONTEXT, "{\"spec\": {\"replicas\": 0}}");
    await("mended")
        .atMost(LIMIT)
        .until(
            () ->
                client
                            .policy()
                            .v1()
                            .podDisruptionBudget()
                            .withName("own-directory")
                            .get()
                            .getSpec()
                            .getMaxUnavailable()
                            .getIntVal()
                        == 1
                    && client
                            .apps()
                            .statefulSets()
                            .withName("own-dc2")
                            .get()
                            .getSpec()
                            .getReplicas()
                        == 1);
  }

  /** There is no controller that would run the servers: the first one answers as of now. */
  private static void answer(KubernetesClient client) {
    client
        .apps()
        .statefulSets()
        .withName("own-dc1")
        .editStatus(
            set -> {
              set.setStatus(
                  new StatefulSetStatusBuilder()
                      .withObservedGeneration(set.getMetadata().getGeneration())
                      .withReplicas(1)
                      .withReadyReplicas(1)
                      .withCurrentRevision("1")
                      .withUpdateRevision("1")
                      .build());
              return set;
            });
    await("noted that the domain is made")
        .atMost(LIMIT)
        .until(
            () ->
                client
                    .secrets()
                    .withName("own-directory")
                    .get()
                    .getData()
                    .containsKey("domain-made"));
  }
}
