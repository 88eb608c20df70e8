package dev.deskwright.gateway.portal;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.fixture.Samples;
import io.fabric8.kubernetes.client.utils.Serialization;

/** WorkSpaces and Directories as YAML has them. */
final class Desks {

  private Desks() {}

  static WorkSpace named(String name) {
    return with(name, "{}");
  }

  /** With this status. */
  static WorkSpace with(String name, String status) {
    WorkSpace workspace =
        Serialization.unmarshal(Samples.workspace(name) + "\nstatus: " + status, WorkSpace.class);
    workspace.getMetadata().setUid("uid of " + name);
    workspace.getMetadata().setNamespace("team");
    return workspace;
  }

  /** With these self-service permissions. */
  static Directory directory(String selfService) {
    Directory directory =
        Serialization.unmarshal(
            Samples.directory("corp")
                .stripTrailing()
                .replaceFirst("spec: \\{", "spec: {selfService: " + selfService + ", "),
            Directory.class);
    directory.getMetadata().setUid("uid of corp");
    directory.getMetadata().setNamespace("team");
    return directory;
  }
}
