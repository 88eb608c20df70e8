package dev.deskwright.workspace.lifecycle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskwright.api.v1alpha1.WorkSpaceSpec.DeletionPolicy;
import dev.deskwright.kernel.Ids;
import dev.deskwright.workspace.observed.DriveKind;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.Snapshots;
import dev.deskwright.workspace.observed.Snapshots.Kind;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a deleted WorkSpace leaves behind. Pure. Kubernetes itself removes what has an owner; only a
 * last snapshot needs the WorkSpace to stay until it is ready. Where it can't be had, the user
 * drive stays instead, so that deletion never hangs and no data is lost.
 */
final class Farewell {

  /** The finalizer that keeps a WorkSpace until its last snapshot is ready. */
  static final String FINALIZER = "deskwright.dev/final-snapshot";

  /** How long the last snapshot may take. */
  static final Duration LONGEST = Duration.ofMinutes(10);

  private Farewell() {}

  /** Adds or removes the finalizer, as the deletionPolicy asks for. */
  static Optional<Write> finalizer(Observed observed) {
    boolean wanted = observed.workspace().getSpec().deletionPolicy() == DeletionPolicy.Snapshot;
    return wanted == isHeld(observed)
        ? Optional.empty()
        : Optional.of(setFinalizer(observed, wanted));
  }

  /** What to do with a WorkSpace that is being deleted. */
  static Plan plan(Observed observed) {
    if (!isHeld(observed)) {
      return Plan.nothing();
    }
    if (observed.pod().isPresent()) {
      return observed.pod().get().isMarkedForDeletion()
          ? Plan.nothing()
          : Plan.of(List.of(new Write.DeletePod(observed.pod().get())));
    }
    if (observed.snapshots().api() == Snapshots.Api.UNKNOWN) {
      return Plan.nothing();
    }
    Write letGo = setFinalizer(observed, false);
    var drive = observed.claim(observed.settled().userClaim());
    if (!isToBeSaved(observed, drive)) {
      return Plan.of(List.of(letGo));
    }
    String name = snapshotName(observed);
    var snapshot = observed.snapshots().find(name);
    if (snapshot.isEmpty()) {
      return SnapshotMaker.of(observed, drive.orElseThrow())
          .of(DriveKind.user, name, Kind.FINAL, name)
          .map(last -> Plan.of(List.of(take(last, letGo))))
          .orElseGet(() -> Plan.of(List.of(letGo)));
    }
    return Snapshots.isReady(snapshot.get())
        ? Plan.of(List.of(new Write.DeleteClaim(drive.orElseThrow()), letGo))
        : waitFor(snapshot.get(), observed, letGo);
  }

  private static Write take(VolumeSnapshot snapshot, Write letGo) {
    return new Write.CreateSnapshot(snapshot, Optional.of(letGo));
  }

  /** Whether a write is the one after which the WorkSpace goes. */
  static boolean letsGo(Write write) {
    return write instanceof Write.PatchWorkSpace
        || (write instanceof Write.CreateSnapshot create && create.otherwise().isPresent());
  }

  private static boolean isToBeSaved(Observed observed, Optional<PersistentVolumeClaim> drive) {
    return observed.workspace().getSpec().deletionPolicy() == DeletionPolicy.Snapshot
        && observed.snapshots().available()
        && drive.isPresent();
  }

  private static Plan waitFor(VolumeSnapshot snapshot, Observed observed, Write letGo) {
    Instant deadline = Instant.parse(snapshot.getMetadata().getCreationTimestamp()).plus(LONGEST);
    Duration left = Duration.between(observed.now(), deadline);
    return left.compareTo(Duration.ZERO) > 0
        ? new Plan(List.of(), Optional.of(left))
        : Plan.of(List.of(letGo));
  }

  private static String snapshotName(Observed observed) {
    var meta = observed.workspace().getMetadata();
    return DriveKind.user.claimName(meta.getName())
        + "-final-"
        + Ids.hash(meta.getUid()).substring(0, 5);
  }

  private static boolean isHeld(Observed observed) {
    return observed.workspace().getMetadata().getFinalizers().contains(FINALIZER);
  }

  /** The version makes it fail rather than drop a finalizer that somebody else has just added. */
  private static Write setFinalizer(Observed observed, boolean held) {
    var meta = observed.workspace().getMetadata();
    List<String> finalizers = new ArrayList<>(meta.getFinalizers());
    finalizers.remove(FINALIZER);
    if (held) {
      finalizers.add(FINALIZER);
    }
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    var list =
        patch
            .putObject("metadata")
            .put("resourceVersion", meta.getResourceVersion())
            .putArray("finalizers");
    finalizers.forEach(list::add);
    return new Write.PatchWorkSpace(patch.toString());
  }
}
