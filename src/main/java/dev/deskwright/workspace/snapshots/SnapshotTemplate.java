package dev.deskwright.workspace.snapshots;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.kernel.Ids;
import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.observed.Ownership;
import dev.deskwright.workspace.observed.Snapshots.Drive;
import dev.deskwright.workspace.observed.Snapshots.Kind;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshotBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A copy of a drive as a VolumeSnapshot. */
public final class SnapshotTemplate {

  private static final int LONGEST_NAME = 253;

  private SnapshotTemplate() {}

  /**
   * A snapshot that is wanted.
   *
   * @param name see {@link SnapshotTemplate#name}
   * @param claimName the claim to take it of
   * @param set the same for the snapshots of both drives that are taken together
   * @param className the VolumeSnapshotClass; null for the default of the volume's driver
   */
  public record Wanted(
      String name, String claimName, Drive drive, Kind kind, String set, String className) {}

  /**
   * The snapshot to create. It goes with its WorkSpace, unless it is a final one.
   *
   * @param labels those of everything that belongs to the WorkSpace
   * @param annotations likewise; and on a root drive's, or on a user drive's when there is no root
   *     drive, what was installed: {@link Labels#IMAGE} and {@link Labels#ROOT_PATHS}
   */
  public static VolumeSnapshot snapshot(
      WorkSpace workspace,
      Map<String, String> labels,
      Map<String, String> annotations,
      Wanted wanted) {
    return new VolumeSnapshotBuilder()
        .withNewMetadata()
        .withName(wanted.name())
        .withNamespace(workspace.getMetadata().getNamespace())
        .withLabels(labels(labels, wanted))
        .withAnnotations(new TreeMap<>(annotations))
        .withOwnerReferences(owners(workspace, wanted.kind()))
        .endMetadata()
        .withNewSpec()
        .withVolumeSnapshotClassName(wanted.className())
        .withNewSource()
        .withPersistentVolumeClaimName(wanted.claimName())
        .endSource()
        .endSpec()
        .build();
  }

  /**
   * Name of a drive's snapshot in a set, for example {@code desk-user-20261124-0412}. What is too
   * long is cut, and told apart by a hash.
   */
  public static String name(String workspace, Drive drive, String set) {
    String end = "-" + drive.label() + "-" + set;
    if (workspace.length() + end.length() <= LONGEST_NAME) {
      return workspace + end;
    }
    String hash = Ids.hash(workspace);
    return workspace.substring(0, LONGEST_NAME - end.length() - hash.length()) + hash + end;
  }

  private static Map<String, String> labels(Map<String, String> common, Wanted wanted) {
    Map<String, String> labels = new TreeMap<>(common);
    labels.put(Labels.DRIVE, wanted.drive().label());
    labels.put(Labels.SNAPSHOT_KIND, wanted.kind().label());
    labels.put(Labels.SNAPSHOT_SET, wanted.set());
    return labels;
  }

  private static List<OwnerReference> owners(WorkSpace workspace, Kind kind) {
    return kind == Kind.FINAL ? List.of() : List.of(Ownership.reference(workspace));
  }
}
