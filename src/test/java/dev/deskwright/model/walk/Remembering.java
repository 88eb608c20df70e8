package dev.deskwright.model.walk;

import dev.deskwright.kernel.Finding;
import dev.deskwright.workspace.lifecycle.Plan;
import dev.deskwright.workspace.lifecycle.Write;
import dev.deskwright.workspace.observed.Observed;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at the same thing once: the code is pure, so what was concluded of it stands. Versions of
 * objects do not count; a plan that is used again names the objects as they are seen this time.
 */
final class Remembering extends Looking {

  private static final int MOST = 50_000;

  private final Canon canon;
  private final Map<Long, Seen> seen = new HashMap<>();
  private final Map<Long, Plan> plans = new HashMap<>();
  private final Map<Long, Told> told = new HashMap<>();
  private Seen last;
  private long lastKey;

  Remembering(Planning planning, Telling telling, boolean tellsAll, Canon canon) {
    super(planning, telling, tellsAll);
    this.canon = canon;
  }

  @Override
  Seen see(Observed observed) {
    if (seen.size() > MOST || told.size() > MOST) {
      seen.clear();
      plans.clear();
      told.clear();
    }
    lastKey = canon.of(observed);
    Seen before = seen.computeIfAbsent(lastKey, key -> super.see(observed));
    last = new Seen(observed, before.resolution(), before.intent());
    return last;
  }

  @SuppressWarnings("ReferenceEquality")
  private long key(Seen of) {
    return of == last ? lastKey : canon.of(of.observed());
  }

  @Override
  Plan plan(Seen of) {
    long key = key(of);
    Plan plan = plans.get(key);
    if (plan == null) {
      plan = super.plan(of);
      if (plan.writes().stream().noneMatch(Remembering::hasVersion)) {
        plans.put(key, plan);
      }
    }
    return new Plan(
        plan.writes().stream().map(w -> again(w, of.observed())).toList(), plan.retryAfter());
  }

  private static boolean hasVersion(Write write) {
    return (write instanceof Write.PatchClaim patch
            && patch.mergePatch().contains("resourceVersion"))
        || write instanceof Write.PatchWorkSpace;
  }

  @Override
  Told told(Seen of, Optional<Finding> refused) {
    long key = Canon.mixed(key(of), refused.map(f -> canon.number(f.toString())).orElse(0L));
    Told before = told.get(key);
    if (before == null) {
      before = super.told(of, refused);
      told.put(key, before);
    }
    return before;
  }

  /** With objects of its own where some are made, and those of this look where some are seen. */
  private static Write again(Write write, Observed observed) {
    if (write instanceof Write.CreateClaim create) {
      return new Write.CreateClaim(copy(create.claim()));
    }
    if (write instanceof Write.CreatePod create) {
      Pod pod = create.pod();
      return new Write.CreatePod(
          new Pod(
              pod.getApiVersion(), pod.getKind(), copy(pod.getMetadata()), pod.getSpec(), null));
    }
    if (write instanceof Write.CreateSnapshot create) {
      return new Write.CreateSnapshot(
          copy(create.snapshot()), create.otherwise().map(other -> again(other, observed)));
    }
    if (write instanceof Write.DeletePod delete) {
      return new Write.DeletePod(
          observed.pod().filter(p -> isOf(p, delete.pod())).orElse(delete.pod()));
    }
    if (write instanceof Write.PatchPod patch) {
      return new Write.PatchPod(
          observed.pod().filter(p -> isOf(p, patch.pod())).orElse(patch.pod()), patch.mergePatch());
    }
    if (write instanceof Write.DeleteClaim delete) {
      return new Write.DeleteClaim(thisTime(claims(observed), delete.claim()));
    }
    if (write instanceof Write.PatchClaim patch) {
      return new Write.PatchClaim(thisTime(claims(observed), patch.claim()), patch.mergePatch());
    }
    return write instanceof Write.DeleteSnapshot delete
        ? new Write.DeleteSnapshot(thisTime(observed.snapshots().all(), delete.snapshot()))
        : write;
  }

  private static List<PersistentVolumeClaim> claims(Observed observed) {
    List<PersistentVolumeClaim> claims = new ArrayList<>(observed.allClaims());
    observed.adoptable().ifPresent(adoptable -> claims.add(adoptable.claim()));
    return claims;
  }

  private static <T extends HasMetadata> T thisTime(Collection<T> all, T before) {
    return all.stream().filter(object -> isOf(object, before)).findFirst().orElse(before);
  }

  private static boolean isOf(HasMetadata object, HasMetadata before) {
    return object.getMetadata().getName().equals(before.getMetadata().getName());
  }

  private static ObjectMeta copy(ObjectMeta meta) {
    return new ObjectMetaBuilder(meta).build();
  }

  private static PersistentVolumeClaim copy(PersistentVolumeClaim of) {
    return new PersistentVolumeClaim(
        of.getApiVersion(), of.getKind(), copy(of.getMetadata()), of.getSpec(), of.getStatus());
  }

  private static VolumeSnapshot copy(VolumeSnapshot of) {
    return new VolumeSnapshot(
        of.getApiVersion(), of.getKind(), copy(of.getMetadata()), of.getSpec(), of.getStatus());
  }
}
