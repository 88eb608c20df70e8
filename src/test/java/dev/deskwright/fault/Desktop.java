package dev.deskwright.fault;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.OperationStatus.Result;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus.VolumeStatus;
import dev.deskwright.demo.SimulatedDisks;
import dev.deskwright.fixture.Samples;
import dev.deskwright.kernel.Labels;
import dev.deskwright.kernel.MergePatch;
import dev.deskwright.workspace.observed.Snapshots.Drive;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A WorkSpace as its user and an administrator see it, with no fault in between.
 *
 * @param client reaches the API server
 * @param namespace has nothing else in it
 * @param disks what drives hold
 */
record Desktop(KubernetesClient client, String namespace, SimulatedDisks disks) {

  static final String NAME = "desk";
  static final String OTHER_BUNDLE = "other";

  /** With both drives. */
  private static final String BUNDLE = Samples.BUNDLE + "  rootPaths: [/usr, /etc]\n";

  /**
   * Asks for a Directory, a Bundle and the desktop.
   *
   * @param spec what the WorkSpace's spec has besides user, Directory and Bundle
   */
  void create(String spec) {
    apply(Samples.directory("corp"), BUNDLE);
    String plain = Samples.workspace(NAME).stripTrailing();
    apply(spec.isEmpty() ? plain : plain.substring(0, plain.length() - 1) + ", " + spec + "}");
  }

  private void apply(String... yaml) {
    Stream.of(yaml).forEach(text -> client.resource(text).inNamespace(namespace).create());
  }

  private Resource<WorkSpace> workspace() {
    return client.resources(WorkSpace.class).inNamespace(namespace).withName(NAME);
  }

  Optional<WorkSpaceStatus> status() {
    return Optional.ofNullable(workspace().get()).map(WorkSpace::getStatus);
  }

  /** Asks for an operation. */
  void ask(Operation operation, String request) {
    annotate(Labels.operation(operation.key()), request);
  }

  /** Has no effect on a WorkSpace that is gone. */
  void annotate(String annotation, String value) {
    try {
      patch("{\"metadata\": {\"annotations\": {\"%s\": \"%s\"}}}".formatted(annotation, value));
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw e;
      }
    }
  }

  private void patch(String patch) {
    workspace().patch(MergePatch.CONTEXT, patch);
  }

  /** Whether a request was recorded once, as done. */
  boolean isDone(Operation operation, String request) {
    return status().map(WorkSpaceStatus::operations).stream()
        .flatMap(List::stream)
        .filter(o -> o.operation() == operation && o.request().equals(request))
        .map(OperationStatus::result)
        .toList()
        .equals(List.of(Result.Done));
  }

  /** Snapshots that the operator can go back to. */
  void takeSnapshots() {
    WorkSpace workspace = workspace().get();
    client.resource(PairOfSnapshots.of(workspace, rootDrive(), Drive.ROOT)).create();
    client.resource(PairOfSnapshots.of(workspace, userDrive(), Drive.USER)).create();
  }

  /** Whether the operator has seen them, and that they are ready. */
  boolean hasSnapshots() {
    return status().map(WorkSpaceStatus::snapshots).filter(s -> s.lastPairAt() != null).isPresent();
  }

  void changeComputeType() {
    patch("{\"spec\": {\"computeType\": \"Standard\"}}");
  }

  void createOtherBundle() {
    apply(BUNDLE.replace("name: standard", "name: " + OTHER_BUNDLE));
  }

  void changeBundle() {
    patch("{\"spec\": {\"bundleRef\": {\"name\": \"%s\"}}}".formatted(OTHER_BUNDLE));
  }

  void delete() {
    workspace().delete();
  }

  boolean isGone() {
    return workspace().get() == null;
  }

  /** Whether neither the WorkSpace is there any more nor what belonged to it. */
  boolean isRemoved() {
    EndState left = endState();
    return isGone() && left.pods() == 0 && left.claims() == 0;
  }

  /** What there is in the namespace. */
  EndState endState() {
    return EndState.of(client, namespace);
  }

  private PersistentVolumeClaim rootDrive() {
    return claim(WorkSpaceStatus::rootVolume);
  }

  private PersistentVolumeClaim userDrive() {
    return claim(WorkSpaceStatus::userVolume);
  }

  /** The drive that is in force. */
  private PersistentVolumeClaim claim(Function<WorkSpaceStatus, VolumeStatus> drive) {
    return client
        .persistentVolumeClaims()
        .inNamespace(namespace)
        .withName(status().map(drive).orElseThrow().claimName())
        .get();
  }

  /** Saves a file on the user drive. */
  void save(UserFile file) {
    file.saveOn(disks, userDrive());
  }

  /** Whether the user finds a file, or would after the last snapshot was brought back. */
  boolean has(UserFile file) {
    return isGone() ? isKept(file) : file.isOn(disks, userDrive());
  }

  /** Whether a file is on the drive or in a snapshot, so that it can be had again. */
  boolean isKept(UserFile file) {
    Stream<HasMetadata> drive = isGone() ? Stream.of() : Stream.of(userDrive());
    Stream<VolumeSnapshot> snapshots =
        client.resources(VolumeSnapshot.class).inNamespace(namespace).list().getItems().stream();
    return Stream.concat(drive, snapshots).anyMatch(disk -> file.isOn(disks, disk));
  }
}
