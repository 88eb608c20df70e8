package dev.deskwright.workspace.lifecycle;

import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.desired.Blueprint;
import dev.deskwright.workspace.observed.DriveKind;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.Snapshots.Kind;
import dev.deskwright.workspace.phase.SnapshotView;
import dev.deskwright.workspace.snapshots.SnapshotTemplate;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes snapshots of the drives that are in force, labelled with whose and of what they are. Pure.
 */
final class SnapshotMaker {

  private final Observed observed;
  private final Map<String, String> labels;
  private final Map<String, String> annotations;

  private SnapshotMaker(
      Observed observed, Map<String, String> labels, Map<String, String> annotations) {
    this.observed = observed;
    this.labels = labels;
    this.annotations = annotations;
  }

  static SnapshotMaker of(Observed observed, Blueprint blueprint) {
    return new SnapshotMaker(observed, blueprint.labels(), blueprint.annotations());
  }

  /** The same for a desktop of which only the drive is left: it is labelled as that is. */
  static SnapshotMaker of(Observed observed, PersistentVolumeClaim drive) {
    return new SnapshotMaker(
        observed, drive.getMetadata().getLabels(), drive.getMetadata().getAnnotations());
  }

  /** The snapshot of a drive, if there is anything to take it of. */
  Optional<VolumeSnapshot> of(DriveKind kind, String name, Kind why, String set) {
    var settled = observed.settled();
    String claimName = kind == DriveKind.root ? settled.rootClaim() : settled.userClaim();
    return observed
        .claim(claimName)
        .filter(SnapshotMaker::isBound)
        .map(claim -> template(claim, kind, name, why, set));
  }

  /** The safety snapshot of a user drive that is not in force. */
  Optional<VolumeSnapshot> ofFormer(PersistentVolumeClaim claim) {
    String name = claim.getMetadata().getName() + "-safety";
    return isBound(claim)
        ? Optional.of(template(claim, DriveKind.user, name, Kind.SAFETY, name))
        : Optional.empty();
  }

  private static boolean isBound(PersistentVolumeClaim claim) {
    return claim.getStatus() != null && "Bound".equals(claim.getStatus().getPhase());
  }

  private VolumeSnapshot template(
      PersistentVolumeClaim claim, DriveKind kind, String name, Kind why, String set) {
    var rules = SnapshotView.rules(observed);
    var wanted =
        new SnapshotTemplate.Wanted(
            name,
            claim.getMetadata().getName(),
            kind.ofSnapshot(),
            why,
            set,
            rules == null ? null : rules.className());
    return SnapshotTemplate.snapshot(observed.workspace(), labels, installed(claim), wanted);
  }

  /** What was installed when it was taken: a restore brings that back too. */
  private Map<String, String> installed(PersistentVolumeClaim claim) {
    Map<String, String> all = new TreeMap<>(annotations);
    for (String key : List.of(Labels.IMAGE, Labels.ROOT_PATHS)) {
      String value = claim.getMetadata().getAnnotations().get(key);
      if (value == null) {
        all.remove(key);
      } else {
        all.put(key, value);
      }
    }
    return all;
  }
}
