package dev.deskwright.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.OperationStatus.Replacement;
import dev.deskwright.api.v1alpha1.OperationStatus.Result;
import dev.deskwright.api.v1alpha1.RunningMode;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.fixture.PlayedNode;
import dev.deskwright.kernel.Labels;
import dev.deskwright.kernel.MergePatch;
import dev.deskwright.workspace.SnapshotCrds;
import dev.deskwright.workspace.observed.Snapshots.Kind;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One WorkSpace on a real API server, with an operator that works on it. Its node and its storage
 * driver do what the test says, and nothing else.
 */
final class PlayedDesktop {

  /** The Bundle to migrate to. */
  static final String OTHER = "other";

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final KubernetesClient client;
  private final String name;

  PlayedDesktop(KubernetesClient client, String name) {
    this.client = client;
    this.name = name;
  }

  /** Whether an object of that name is this WorkSpace, or was made for it. */
  boolean isAbout(String object) {
    return name.equals(object) || (object != null && object.startsWith(name + "-"));
  }

  /** Makes the WorkSpace, with drives that are bound and a pod that no node takes. */
  void create(String bundle, RunningMode.Mode mode) {
    client
        .resource(
            """
            apiVersion: deskwright.dev/v1alpha1
            kind: WorkSpace
            metadata: {name: %1$s}
            spec:
              userName: %1$s
              directoryRef: {name: corp}
              bundleRef: {name: %2$s}
              runningMode: {mode: %3$s}
            """
                .formatted(name, bundle, mode))
        .create();
    var node = new PlayedNode(client);
    node.bind(name + "-root");
    node.bind(name + "-user");
  }

  /** The node makes the pod ready. */
  void makePodReady() {
    new PlayedNode(client).makeReady(name);
  }

  /** The node makes the pod ready, and the operator sees it. */
  void makeReady() {
    makePodReady();
    awaitState(WorkSpaceState.AVAILABLE);
  }

  /** The node cannot pull the image. */
  void failToPull() {
    var waiting =
        containerStatus(0)
            .editOrNewState()
            .withNewWaiting("back-off", "ImagePullBackOff")
            .endState()
            .build();
    tellPod(List.of(waiting), List.of());
  }

  /** The desktop in the pod ends again and again. */
  void crashAgainAndAgain() {
    tellPod(List.of(), List.of(containerStatus(5).build()));
  }

  private static ContainerStatusBuilder containerStatus(int restarts) {
    return new ContainerStatusBuilder()
        .withName("desktop")
        .withImage("example.com/image")
        .withImageID("")
        .withReady(false)
        .withRestartCount(restarts);
  }

  private void tellPod(List<ContainerStatus> init, List<ContainerStatus> containers) {
    await(name).atMost(LIMIT).until(() -> client.pods().withName(name).get() != null);
    client
        .pods()
        .withName(name)
        .editStatus(
            pod ->
                new PodBuilder(pod)
                    .editOrNewStatus()
                    .withInitContainerStatuses(init)
                    .withContainerStatuses(containers)
                    .withConditions(
                        new PodConditionBuilder().withType("Ready").withStatus("False").build())
                    .endStatus()
                    .build());
  }

  /** From now on the pod does not end when it is deleted, as when its node is gone. */
  void holdPod() {
    client
        .pods()
        .withName(name)
        .patch(MergePatch.CONTEXT, "{\"metadata\": {\"finalizers\": [\"example.com/held\"]}}");
  }

  void deletePod() {
    client.pods().withName(name).withGracePeriod(0).delete();
  }

  /** Has a snapshot of both drives taken, which the driver makes ready. */
  void takeSnapshots() {
    request(Operation.snapshot, "for-later");
    await(name + ": snapshots").atMost(LIMIT).until(() -> snapshots(Kind.MANUAL).size() == 2);
    snapshots(Kind.MANUAL).forEach(snapshot -> SnapshotCrds.makeReady(client, snapshot));
    awaitStatus(
        "has its snapshots",
        status -> operations(status, Operation.snapshot).anyMatch(o -> o.result() == Result.Done));
  }

  private List<VolumeSnapshot> snapshots(Kind kind) {
    return client
        .resources(VolumeSnapshot.class)
        .withLabel(Labels.WORKSPACE, name)
        .withLabel(Labels.SNAPSHOT_KIND, kind.label())
        .list()
        .getItems();
  }

  /**
   * Asks for an operation, and gives what was recorded of it. That is always something, but for
   * maintenance: there the window is given a reason to use it, and may take it or leave it.
   */
  Optional<OperationStatus> ask(Operation operation, String value) {
    List<OperationStatus> before = operations(status(), operation).toList();
    WorkSpace asked = request(operation, value);
    if (operation == Operation.maintenance) {
      awaitObserved(asked);
      return operations(status(), operation)
          .filter(o -> before.stream().noneMatch(o::isSameRequest))
          .findFirst();
    }
    Predicate<OperationStatus> own = o -> o.request().equals(value);
    awaitStatus("has a record of " + operation.key(), s -> operations(s, operation).anyMatch(own));
    return operations(status(), operation).filter(own).findFirst();
  }

  /** Asks, and waits for nothing. */
  WorkSpace request(Operation operation, String value) {
    String annotation =
        "\"metadata\": {\"annotations\": {\"%s\": \"%s\"}}"
            .formatted(Labels.operation(operation.key()), value);
    return patch(
        switch (operation) {
          case maintenance -> "{\"spec\": {\"computeType\": \"Standard\"}}";
          case applyNow ->
              "{%s, \"spec\": {\"computeType\": \"Performance\"}}".formatted(annotation);
          case migrate ->
              "{%s, \"spec\": {\"bundleRef\": {\"name\": \"%s\"}}}".formatted(annotation, OTHER);
          default -> "{%s}".formatted(annotation);
        });
  }

  /** Changes bundleRef, and waits until the operator has looked at it. */
  void changeBundle() {
    var changed = patch("{\"spec\": {\"bundleRef\": {\"name\": \"%s\"}}}".formatted(OTHER));
    awaitObserved(changed);
  }

  WorkSpace patch(String json) {
    return resource().patch(MergePatch.CONTEXT, json);
  }

  void delete() {
    resource().delete();
  }

  /** Whether it is gone, or on its way. */
  boolean isDeleted() {
    var workspace = resource().get();
    return workspace == null || workspace.isMarkedForDeletion();
  }

  WorkSpaceStatus status() {
    return resource().get().getStatus();
  }

  void awaitState(WorkSpaceState state) {
    awaitStatus("is " + state, status -> status.state() == state);
  }

  /**
   * Waits until an operation that replaces the pod has come as far as node and driver let it: to
   * snapshots that are not ready, or else to a new pod that is not.
   */
  void awaitStandstill() {
    operations(status())
        .filter(o -> o.result() == Result.Running && o.podUid() != null)
        .forEach(
            o ->
                await(name + ": " + o.operation().key() + " waits")
                    .atMost(LIMIT)
                    .until(() -> hasSafetySnapshots(o.replacement()) || hasOtherPod(o.podUid())));
  }

  private boolean hasSafetySnapshots(Replacement replacement) {
    long wanted =
        replacement == null
            ? 0
            : Stream.of(replacement.rootSafety(), replacement.userSafety())
                .filter(snapshot -> snapshot != null)
                .count();
    return wanted > 0 && snapshots(Kind.SAFETY).size() == wanted;
  }

  private boolean hasOtherPod(String uid) {
    var pod = client.pods().withName(name).get();
    return pod != null && !pod.getMetadata().getUid().equals(uid);
  }

  /** Waits for a request of any value to be recorded. */
  OperationStatus awaitRecord(Operation operation) {
    awaitStatus(
        "has a record of " + operation.key(), s -> operations(s, operation).findAny().isPresent());
    return operations(status(), operation).findFirst().orElseThrow();
  }

  private static Stream<OperationStatus> operations(WorkSpaceStatus status, Operation operation) {
    return operations(status).filter(o -> o.operation() == operation);
  }

  private static Stream<OperationStatus> operations(WorkSpaceStatus status) {
    return status == null || status.operations() == null
        ? Stream.empty()
        : status.operations().stream();
  }

  private void awaitObserved(WorkSpace changed) {
    awaitStatus(
        "is looked at again",
        status -> status.observedGeneration().equals(changed.getMetadata().getGeneration()));
  }

  private void awaitStatus(String what, Predicate<WorkSpaceStatus> wanted) {
    await(name + ": " + what)
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(status()).isNotNull().matches(wanted, what));
  }

  private Resource<WorkSpace> resource() {
    return client.resources(WorkSpace.class).withName(name);
  }
}
