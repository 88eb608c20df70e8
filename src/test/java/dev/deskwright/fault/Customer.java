package dev.deskwright.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.fault.history.History;
import dev.deskwright.fault.history.Marks;
import dev.deskwright.fault.history.Objects;
import dev.deskwright.fault.history.Subject;
import dev.deskwright.kernel.MergePatch;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Has one WorkSpace after the other, asks things of it, saves files on it, and wants to find them
 * again. Asks the API server directly, with no faults in between; looks at etcd.
 */
final class Customer {

  /** What a customer or an administrator does. */
  enum Chore {
    REBOOT,
    STOP,
    START,
    REBUILD,
    RESTORE,
    SNAPSHOT,
    MIGRATE,
    TAG,
    RESIZE,
    GROW,
    SUSPEND,
    RESUME,
    MAINTENANCE,
    SERVICE,
    KILL,
    DELETE
  }

  private static final Duration PATIENCE = Duration.ofSeconds(6);
  private static final List<String> POLICIES = List.of("Delete", "Retain", "Snapshot");

  private final RealCluster cluster;
  private final KubernetesClient client;
  private final String namespace;
  private final String first;
  private final SplittableRandom random;
  private final Map<String, String> files = new TreeMap<>();
  private int left;
  private int lives;
  private int done;
  private long patientUntil;

  /**
   * One that does nothing yet.
   *
   * @param chores how many things it will do
   */
  Customer(
      RealCluster cluster, String namespace, String name, SplittableRandom random, int chores) {
    this.cluster = cluster;
    this.client = cluster.client();
    this.namespace = namespace;
    this.first = name;
    this.random = random;
    this.left = chores;
  }

  String namespace() {
    return namespace;
  }

  /** Whether there is nothing left to do for it. */
  boolean isContent() {
    return left == 0;
  }

  /** How many things it has done. */
  int done() {
    return done;
  }

  /** Does the next thing, unless it still waits for the last one. */
  void turn(long nowNanos) {
    var workspace = workspace();
    if (isContent() || (isWaiting(workspace) && nowNanos < patientUntil)) {
      return;
    }
    patientUntil = nowNanos + (random.nextInt(5) == 0 ? 0 : PATIENCE.toNanos());
    try {
      if (workspace.isEmpty()) {
        create();
      } else if (!Objects.isDoomed(workspace.get())) {
        left--;
        done++;
        save(workspace.get());
        any(workspace.get());
      }
    } catch (KubernetesClientException e) {
      // Refused by a rule, or overtaken by what it has asked for before: people see that too.
      if (e.getCode() >= 500 || e.getCode() == 0) {
        throw e;
      }
    }
  }

  private boolean isWaiting(Optional<JsonNode> workspace) {
    return workspace
        .map(ws -> !new Rest(history(), namespace).unrest(ws).isEmpty())
        .orElse(lives > 0 && isLeftOver());
  }

  private boolean isLeftOver() {
    return random.nextBoolean() && history().find(subject("pods", name())).isPresent();
  }

  private History history() {
    return cluster.checker().history();
  }

  private Subject subject(String resource, String name) {
    return new Subject(resource, namespace, name);
  }

  private String name() {
    return lives == 0 ? first : first + "x" + lives;
  }

  private Optional<JsonNode> workspace() {
    return history().find(subject("workspaces", name()));
  }

  private Resource<WorkSpace> resource() {
    return client.resources(WorkSpace.class).inNamespace(namespace).withName(name());
  }

  private void create() {
    String mode = random.nextBoolean() ? "Manual" : "AlwaysOn";
    String policy = POLICIES.get(random.nextInt(POLICIES.size()));
    client
        .resource(
            """
            apiVersion: deskwright.dev/v1alpha1
            kind: WorkSpace
            metadata: {name: %1$s, namespace: %2$s}
            spec:
              userName: %1$s
              directoryRef: {name: corp}
              bundleRef: {name: standard}
              runningMode: {mode: %3$s}
              deletionPolicy: %4$s
            """
                .formatted(name(), namespace, mode, policy))
        .create();
  }

  /** Saves a file while the desktop surely runs, and counts on it if it still ran afterwards. */
  private void save(JsonNode workspace) {
    Optional<String> before = runningPod(workspace);
    String claim = workspace.at("/status/userVolume/claimName").asText();
    var drive = history().find(subject("persistentvolumeclaims", claim));
    if (before.isEmpty() || drive.isEmpty() || Objects.isDoomed(drive.get())) {
      return;
    }
    String path = "/%s/%d".formatted(name(), done);
    String text = "written at chore " + done;
    cluster.disks().write(disk(drive.get()), path, text);
    if (workspace().flatMap(this::runningPod).equals(before)) {
      files.put(path, text);
    }
  }

  private Optional<String> runningPod(JsonNode workspace) {
    String claim = workspace.at("/status/userVolume/claimName").asText();
    return history()
        .find(subject("pods", Objects.name(workspace)))
        .filter(pod -> Objects.isReady(pod) && !Objects.isDoomed(pod))
        .filter(pod -> Objects.claims(pod).anyMatch(claim::equals))
        .map(Objects::uid);
  }

  private static HasMetadata disk(JsonNode object) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName(Objects.name(object))
        .withUid(Objects.uid(object))
        .endMetadata()
        .build();
  }

  private void any(JsonNode workspace) {
    Chore[] all = Chore.values();
    take(workspace, all[random.nextInt(all.length)]);
  }

  private void take(JsonNode workspace, Chore chore) {
    switch (chore) {
      case REBOOT, STOP, START, REBUILD, RESTORE, SNAPSHOT ->
          ask(chore.name().toLowerCase(Locale.ROOT));
      case MIGRATE ->
          spec(
              "bundleRef",
              "{\"name\": \"%s\"}"
                  .formatted(
                      workspace.at("/spec/bundleRef/name").asText().equals("standard")
                          ? "other"
                          : "standard"));
      case TAG -> spec("tags", "{\"chore\": \"n%d\"}".formatted(done));
      case RESIZE -> {
        spec("computeType", random.nextBoolean() ? "\"Standard\"" : "\"Value\"");
        ask("apply-now");
      }
      case GROW -> spec("userVolume", "{\"sizeGib\": %d}".formatted(50 + done));
      case SUSPEND -> spec("suspended", "true");
      case RESUME -> spec("suspended", "false");
      case MAINTENANCE -> spec("maintenance", "\"AdminMaintenance\"");
      case SERVICE -> patch("{\"spec\": {\"maintenance\": \"Available\", \"suspended\": false}}");
      case KILL -> kill();
      case DELETE -> delete(workspace);
    }
  }

  private void ask(String operation) {
    patch(
        "{\"metadata\": {\"annotations\": {\"deskwright.dev/%s\": \"r%d\"}}}"
            .formatted(operation, done));
  }

  private void spec(String field, String value) {
    patch("{\"spec\": {\"%s\": %s}}".formatted(field, value));
  }

  private void patch(String patch) {
    resource().patch(MergePatch.CONTEXT, patch);
  }

  /** Somebody deletes the pod, as a drained node does. */
  private void kill() {
    var pod = client.pods().inNamespace(namespace).withName(name());
    var marked =
        pod.patch(
            MergePatch.CONTEXT,
            "{\"metadata\": {\"annotations\": {\"%s\": \"killed\"}}}".formatted(Marks.ASKED));
    // This very pod: not one that has come after it, nor one that a node has got meanwhile.
    pod.lockResourceVersion(marked.getMetadata().getResourceVersion()).delete();
  }

  /**
   * What is on the drive must be there afterwards, if the policy says so; what was before need not.
   */
  private void delete(JsonNode workspace) {
    boolean kept = !workspace.at("/spec/deletionPolicy").asText().equals("Delete");
    var drive =
        history()
            .find(
                subject(
                    "persistentvolumeclaims",
                    workspace.at("/status/userVolume/claimName").asText()));
    boolean atRest = new Rest(history(), namespace).unrest(workspace).isEmpty();
    if (!kept || drive.isEmpty() || !atRest) {
      files.clear();
    } else {
      files.keySet().retainAll(cluster.disks().files(disk(drive.get())).keySet());
    }
    resource().delete();
    if (kept) {
      lives++;
    }
  }

  /** The files that are on no drive and in no snapshot any more. */
  List<String> missingFiles() {
    List<HasMetadata> disks =
        java.util.stream.Stream.of("persistentvolumeclaims", "volumesnapshots")
            .flatMap(resource -> history().list(resource, namespace).stream())
            .map(Customer::disk)
            .toList();
    return files.entrySet().stream()
        .filter(
            file ->
                disks.stream()
                    .noneMatch(
                        d ->
                            cluster
                                .disks()
                                .read(d, file.getKey())
                                .equals(Optional.of(file.getValue()))))
        .map(file -> "%s/%s: file %s is lost".formatted(namespace, name(), file.getKey()))
        .toList();
  }

  /** Makes the operator look again; the revision at which it was asked to. Empty if it is gone. */
  Optional<Long> touch(String value) {
    if (workspace().isEmpty()) {
      return Optional.empty();
    }
    var touched =
        resource()
            .patch(
                MergePatch.CONTEXT,
                "{\"metadata\": {\"annotations\": {\"%s\": \"%s\"}}}"
                    .formatted(Scene.TOUCHED, value));
    return Optional.of(Long.parseLong(touched.getMetadata().getResourceVersion()));
  }

  Subject subject() {
    return subject("workspaces", name());
  }
}
