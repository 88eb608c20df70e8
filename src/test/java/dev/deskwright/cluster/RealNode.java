package dev.deskwright.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A node that is this machine, and what runs on it. */
final class RealNode {

  static final String FOLDER_PROVISIONER = "kubernetes.io/host-path";

  private RealNode() {}

  /** The node that is this machine, if it has the image. */
  static Optional<Node> with(KubernetesClient client, String image) throws IOException {
    Path bootId = Path.of("/proc/sys/kernel/random/boot_id");
    if (Files.notExists(bootId)) {
      return Optional.empty();
    }
    String thisMachine = Files.readString(bootId).strip();
    return client.nodes().list().getItems().stream()
        .filter(node -> thisMachine.equals(node.getStatus().getNodeInfo().getBootID()))
        .filter(
            node ->
                node.getStatus().getImages().stream()
                    .flatMap(known -> known.getNames().stream())
                    .anyMatch(name -> name.endsWith(image)))
        .findFirst();
  }

  /** Whether a claim that names no class gets a folder of this machine. */
  static boolean hasFolderVolumes(KubernetesClient client) {
    return client.storage().v1().storageClasses().list().getItems().stream()
        .filter(
            storage ->
                "true"
                    .equals(
                        Optional.ofNullable(storage.getMetadata().getAnnotations())
                            .map(a -> a.get("storageclass.kubernetes.io/is-default-class"))
                            .orElse("")))
        .anyMatch(storage -> storage.getProvisioner().equals(FOLDER_PROVISIONER));
  }

  /** Runs a script in a container and gives what it printed. */
  static String run(KubernetesClient client, String pod, String container, String script) {
    var output = new ByteArrayOutputStream();
    var errors = new ByteArrayOutputStream();
    try (var execution =
        client
            .pods()
            .withName(pod)
            .inContainer(container)
            .writingOutput(output)
            .writingError(errors)
            .exec("sh", "-c", script)) {
      int exitCode = execution.exitCode().get(1, TimeUnit.MINUTES);
      assertThat(exitCode).as("%s: %s", script, errors.toString(UTF_8)).isZero();
      return output.toString(UTF_8);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(script + " did not end", e);
    }
  }
}
