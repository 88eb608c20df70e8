package dev.deskwright.gateway.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.RunningMode;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.kernel.MergePatch;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.Optional;

/** What users ask of their desktops, written to where the operator reads it. Each call blocks. */
public final class WorkSpaceRequests {

  private static final String GROUP = "deskwright.dev/";

  private final KubernetesClient client;
  private final Clock clock;

  /** Writes with this client, with the time as the value of a request. */
  public WorkSpaceRequests(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /** Changes that a user may be allowed to make; what is empty stays as it is. */
  public record Changes(
      Optional<RunningMode.Mode> runningMode,
      Optional<Integer> rootVolumeGib,
      Optional<Integer> userVolumeGib,
      Optional<String> computeType) {}

  /** Asks for an operation, by its annotation. */
  public void ask(WorkSpace workspace, Operation operation) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch
        .putObject("metadata")
        .putObject("annotations")
        .put(GROUP + operation.name(), clock.instant().toString());
    write(workspace, patch);
  }

  /** Changes the spec. */
  public void change(WorkSpace workspace, Changes changes) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    ObjectNode spec = patch.putObject("spec");
    changes
        .runningMode()
        .ifPresent(
            mode -> {
              ObjectNode wanted = spec.putObject("runningMode").put("mode", mode.name());
              if (mode == RunningMode.Mode.AlwaysOn) {
                // What goes with the other mode would be refused with this one.
                wanted.putNull("autoStopTimeoutMinutes").putNull("schedule");
              }
            });
    changes.rootVolumeGib().ifPresent(gib -> spec.putObject("rootVolume").put("sizeGib", gib));
    changes.userVolumeGib().ifPresent(gib -> spec.putObject("userVolume").put("sizeGib", gib));
    changes.computeType().ifPresent(type -> spec.put("computeType", type));
    write(workspace, patch);
  }

  private void write(WorkSpace workspace, ObjectNode patch) {
    // By the object and not by its name, which would be read first.
    client.resource(workspace).patch(MergePatch.CONTEXT, patch.toString());
  }
}
