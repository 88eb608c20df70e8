package dev.deskwright.directory;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.LocalReference;
import dev.deskwright.api.v1alpha1.ProvisionGroup;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceSpec;
import dev.deskwright.kernel.Ids;
import dev.deskwright.kernel.Labels;
import dev.deskwright.users.LoginName;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;

/** The WorkSpace of a group's member. Pure. */
final class EnrolledWorkSpace {

  private static final int LONGEST = 63;
  private static final int HASH = 5;

  private EnrolledWorkSpace() {}

  static WorkSpace of(Directory directory, ProvisionGroup group, String userName) {
    var workspace = new WorkSpace();
    workspace.setMetadata(
        new ObjectMetaBuilder()
            .withName(name(userName))
            .withNamespace(directory.getMetadata().getNamespace())
            .withLabels(Map.of(Labels.PROVISIONED_BY, directory.getMetadata().getName()))
            .build());
    workspace.setSpec(
        new WorkSpaceSpec(
            userName,
            new LocalReference(directory.getMetadata().getName()),
            group.bundleRef(),
            group.runningMode(),
            null,
            null,
            null,
            null,
            group.tags(),
            null,
            null,
            null));
    return workspace;
  }

  /** The login name, where it can be the name of an object; else what is left of it, and a hash. */
  static String name(String userName) {
    String key = LoginName.key(userName);
    String name = key.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return name.equals(key) && name.length() <= LONGEST ? name : unique(userName, name);
  }

  /** Another name for when somebody else has the first. */
  static String otherName(String userName) {
    return unique(userName, LoginName.key(userName).replaceAll("[^a-z0-9]+", "-"));
  }

  private static String unique(String userName, String name) {
    String hash = Ids.hash(LoginName.key(userName)).substring(0, HASH);
    String start = name.substring(0, Math.min(name.length(), LONGEST - HASH - 1));
    return (start + "-" + hash).replaceAll("^-+", "").replaceAll("-+", "-");
  }
}
