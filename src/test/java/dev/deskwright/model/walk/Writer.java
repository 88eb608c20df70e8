package dev.deskwright.model.walk;

import dev.deskwright.api.v1alpha1.ConditionType;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.kernel.Finding;
import dev.deskwright.kernel.Outcome;
import dev.deskwright.model.walk.Interference.Fault;
import dev.deskwright.workspace.lifecycle.Plan;
import dev.deskwright.workspace.lifecycle.Write;
import dev.deskwright.workspace.observed.Ownership;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.util.Map;
import java.util.Optional;

/** Carries writes out on the model's API server, as Executor, Children and StatusWriter do. */
final class Writer {

  private final Cluster cluster;
  private final Caches caches;
  private final Checks checks;
  private final Tally tally;

  Writer(Cluster cluster, Caches caches, Checks checks, Tally tally) {
    this.cluster = cluster;
    this.caches = caches;
    this.checks = checks;
    this.tally = tally;
  }

  /** Returns what came in the way; the writes after it were not tried. */
  Optional<Finding> execute(Seen seen, Plan plan, Interference interference) {
    checks.planned(seen, plan);
    int index = 0;
    for (Write write : plan.writes()) {
      interference.before(++index);
      Outcome outcome = tried(seen, write, interference.fault(index));
      var problem =
          outcome.problem(
              condition(write), WorkSpaceReason.NameTaken, WorkSpaceReason.Refused, "WorkSpace");
      if (problem.isPresent()) {
        tally.refusedWrites++;
        return problem;
      }
    }
    return Optional.empty();
  }

  private Outcome tried(Seen seen, Write write, Fault fault) {
    before(fault);
    boolean refusable =
        write instanceof Write.CreateClaim
            || write instanceof Write.CreatePod
            || write instanceof Write.CreateSnapshot;
    if (fault == Fault.REFUSED && refusable) {
      Write otherwise =
          write instanceof Write.CreateSnapshot create ? create.otherwise().orElse(null) : null;
      return otherwise == null
          ? new Outcome.Refused("Object", "name", "quota")
          : tried(seen, otherwise, Fault.NONE);
    }
    long safe = cluster.safe();
    checks.before(seen, write);
    Outcome outcome = execute(seen.observed().workspace(), write, fault == Fault.ERROR_AFTER);
    tally.wrote(write);
    checks.after(seen, write, safe);
    after(fault);
    return outcome instanceof Outcome.Written
            || !(write instanceof Write.CreateSnapshot create)
            || create.otherwise().isEmpty()
        ? outcome
        : tried(seen, create.otherwise().get(), Fault.NONE);
  }

  private static void before(Fault fault) {
    if (fault == Fault.CRASH_BEFORE) {
      throw new Trouble(Trouble.Kind.CRASH);
    }
    if (fault == Fault.ERROR_BEFORE) {
      throw new Trouble(Trouble.Kind.ERROR);
    }
  }

  private static void after(Fault fault) {
    if (fault == Fault.CRASH_AFTER) {
      throw new Trouble(Trouble.Kind.CRASH);
    }
    if (fault == Fault.ERROR_AFTER) {
      throw new Trouble(Trouble.Kind.ERROR);
    }
  }

  private Outcome execute(WorkSpace workspace, Write write, boolean unheard) {
    if (write instanceof Write.CreateClaim create) {
      return create(workspace, cluster.claims, create.claim(), unheard);
    }
    if (write instanceof Write.CreatePod create) {
      return create(workspace, cluster.pods, create.pod(), unheard);
    }
    if (write instanceof Write.CreateSnapshot create) {
      return cluster.snapshotApi
          ? create(workspace, cluster.snapshots, create.snapshot(), unheard)
          : new Outcome.Refused("VolumeSnapshot", "name", "no API");
    }
    if (write instanceof Write.DeletePod delete) {
      Optional.ofNullable(cluster.unchanged(cluster.pods, delete.pod()))
          .ifPresent(cluster::deletePod);
    } else if (write instanceof Write.DeleteClaim delete) {
      Optional.ofNullable(cluster.unchanged(cluster.claims, delete.claim()))
          .ifPresent(cluster::deleteClaim);
    } else if (write instanceof Write.DeleteSnapshot delete) {
      delete(delete.snapshot(), unheard);
    } else if (write instanceof Write.PatchClaim patch) {
      patch(patch, unheard);
    } else if (write instanceof Write.PatchPod patch) {
      patch(patch, unheard);
    } else if (write instanceof Write.PatchWorkSpace patch) {
      patch(workspace, patch);
    }
    return Outcome.written();
  }

  private <T extends HasMetadata> Outcome create(
      WorkSpace workspace, Map<String, T> shelf, T desired, boolean unheard) {
    T live = shelf.get(desired.getMetadata().getName());
    if (live != null && !Ownership.isOf(workspace, live)) {
      return new Outcome.NameTaken(desired.getKind(), desired.getMetadata().getName());
    }
    if (live == null) {
      live = desired;
      if (live instanceof Pod pod) {
        cluster.createPod(pod);
      } else if (live instanceof PersistentVolumeClaim claim) {
        cluster.createClaim(claim);
      } else {
        cluster.create(shelf, live);
      }
    }
    if (!unheard) {
      remember(live);
    }
    return Outcome.written();
  }

  private void remember(HasMetadata live) {
    if (live instanceof Pod pod) {
      caches.remember(pod);
    } else if (live instanceof PersistentVolumeClaim claim) {
      caches.remember(claim);
    } else if (live instanceof VolumeSnapshot snapshot) {
      caches.remember(snapshot);
    }
  }

  private void delete(VolumeSnapshot seen, boolean unheard) {
    if (cluster.snapshotApi) {
      Optional.ofNullable(cluster.unchanged(cluster.snapshots, seen))
          .ifPresent(cluster::deleteSnapshot);
    }
    if (!unheard) {
      caches.forget(seen);
    }
  }

  private void patch(Write.PatchClaim patch, boolean unheard) {
    PersistentVolumeClaim live = cluster.claims.get(patch.claim().getMetadata().getName());
    if (live == null) {
      return;
    }
    if (patch.mergePatch().contains("resourceVersion")) {
      cluster.unchanged(cluster.claims, patch.claim());
    }
    var changed = Copies.merged(live, patch.mergePatch(), PersistentVolumeClaim.class);
    changed.getMetadata().setResourceVersion(cluster.news.about(changed));
    cluster.claims.put(changed.getMetadata().getName(), changed);
    if (!unheard) {
      caches.remember(changed);
    }
  }

  private void patch(Write.PatchPod patch, boolean unheard) {
    Pod live = cluster.pods.get(patch.pod().getMetadata().getName());
    if (live == null) {
      return;
    }
    var changed = Copies.merged(live, patch.mergePatch(), Pod.class);
    changed.getMetadata().setResourceVersion(cluster.news.about(changed));
    cluster.pods.put(changed.getMetadata().getName(), changed);
    if (!unheard) {
      caches.remember(changed);
    }
  }

  private void patch(WorkSpace seen, Write.PatchWorkSpace patch) {
    WorkSpace live = cluster.unchanged(cluster.workspaces, seen);
    if (live != null) {
      ObjectMeta meta = Copies.merged(live, patch.mergePatch(), WorkSpace.class).getMetadata();
      cluster.meta(live, meta);
    }
  }

  /** Writes the difference between two statuses on whatever status stands by now. */
  void status(
      WorkSpace seen,
      WorkSpaceStatus status,
      boolean locked,
      Interference interference,
      int index) {
    interference.before(index);
    Fault fault = interference.fault(index);
    before(fault);
    WorkSpace live =
        locked
            ? cluster.unchanged(cluster.workspaces, seen)
            : cluster.workspaces.get(seen.getMetadata().getName());
    if (live == null
        || !live.getMetadata().getUid().equals(seen.getMetadata().getUid())
        || fault == Fault.REFUSED) {
      throw new Trouble(Trouble.Kind.CONFLICT);
    }
    WorkSpaceStatus merged = Merging.of(seen.getStatus(), status, live.getStatus());
    cluster.status(live, merged, cluster.news.silent());
    tally.statuses++;
    checks.status(live, merged);
    after(fault);
  }

  private static ConditionType condition(Write write) {
    if (write instanceof Write.CreateSnapshot || write instanceof Write.DeleteSnapshot) {
      return ConditionType.SnapshotsCurrent;
    }
    return write instanceof Write.CreateClaim || write instanceof Write.PatchClaim
        ? ConditionType.StorageReady
        : ConditionType.DesktopRunning;
  }
}
