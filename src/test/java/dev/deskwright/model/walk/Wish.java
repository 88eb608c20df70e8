package dev.deskwright.model.walk;

import dev.deskwright.api.v1alpha1.LocalReference;
import dev.deskwright.api.v1alpha1.RunningMode;
import dev.deskwright.api.v1alpha1.UserVolumeRequest;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceSpec;
import dev.deskwright.api.v1alpha1.WorkSpaceSpec.DeletionPolicy;
import dev.deskwright.api.v1alpha1.WorkSpaceSpec.Maintenance;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;

/** The spec of a WorkSpace, to be changed field by field. */
final class Wish {

  String user = "alice";
  String bundle = "standard";
  RunningMode mode;
  String claimName;
  String computeType;
  Map<String, String> tags;
  DeletionPolicy policy;
  Maintenance maintenance;
  Boolean suspended;

  /** The same, to be changed by itself. */
  Wish fork() {
    var copy = new Wish();
    copy.user = user;
    copy.bundle = bundle;
    copy.mode = mode;
    copy.claimName = claimName;
    copy.computeType = computeType;
    copy.tags = tags;
    copy.policy = policy;
    copy.maintenance = maintenance;
    copy.suspended = suspended;
    return copy;
  }

  WorkSpaceSpec spec() {
    return new WorkSpaceSpec(
        user,
        new LocalReference("corp"),
        new LocalReference(bundle),
        mode,
        null,
        claimName == null ? null : new UserVolumeRequest(null, null, claimName),
        null,
        computeType,
        tags,
        policy,
        maintenance,
        suspended);
  }

  WorkSpace workspace(String name) {
    var workspace = new WorkSpace();
    workspace.setMetadata(new ObjectMetaBuilder().withName(name).withNamespace("team").build());
    workspace.setSpec(spec());
    return workspace;
  }
}
