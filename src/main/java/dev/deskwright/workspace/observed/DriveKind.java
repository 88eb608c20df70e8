package dev.deskwright.workspace.observed;

import dev.deskwright.kernel.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;

/** The two drives of a desktop, by the values of the label {@link Labels#DRIVE}. */
public enum DriveKind {
  root,
  user;

  /** Which drive a claim or a snapshot is of: by its label, or else by how its name ends. */
  public static DriveKind of(HasMetadata object) {
    var meta = object.getMetadata();
    Map<String, String> labels = meta.getLabels() == null ? Map.of() : meta.getLabels();
    String label = labels.get(Labels.DRIVE);
    boolean isRoot = label == null ? meta.getName().endsWith("-root") : label.equals(root.name());
    return isRoot ? root : user;
  }

  /** The same as a snapshot has it. */
  public Snapshots.Drive ofSnapshot() {
    return this == root ? Snapshots.Drive.ROOT : Snapshots.Drive.USER;
  }

  /** The name that a WorkSpace's first claim for this drive gets. */
  public String claimName(String workspace) {
    return workspace + "-" + name();
  }
}
