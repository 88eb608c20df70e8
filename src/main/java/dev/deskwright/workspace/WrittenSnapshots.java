package dev.deskwright.workspace;

import dev.deskwright.kernel.Labels;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshotBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What was written and may not be in the cache yet, so that the next pass does not repeat it. An
 * entry goes when the cache has told of the object, and in any case after a while: of what was
 * deleted while a watch was broken, the cache never tells.
 */
final class WrittenSnapshots {

  static final Duration LONGEST_LAG = Duration.ofMinutes(2);

  private sealed interface Entry {

    /** Its creation was sent; the cache may tell of it before the answer is there. */
    record Sent(Set<String> seen) implements Entry {}

    record Created(VolumeSnapshot snapshot, Instant until) implements Entry {}

    record Deleted(String uid, Instant until) implements Entry {}
  }

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final Clock clock;

  WrittenSnapshots(Clock clock) {
    this.clock = clock;
  }

  /** Sends a creation, and remembers what comes back. */
  void create(VolumeSnapshot desired, Supplier<VolumeSnapshot> request) {
    String key = Cache.metaNamespaceKeyFunc(desired);
    forgetOld();
    Entry.Sent sent = new Entry.Sent(ConcurrentHashMap.newKeySet());
    entries.put(key, sent);
    try {
      VolumeSnapshot written = request.get();
      Entry created = new Entry.Created(written, clock.instant().plus(LONGEST_LAG));
      entries.compute(key, (k, entry) -> sent.seen().contains(uid(written)) ? null : created);
    } finally {
      entries.remove(key, sent);
    }
  }

  /** Remembers that an object was deleted, or is about to be. */
  void deleted(VolumeSnapshot snapshot) {
    forgetOld();
    entries.put(
        Cache.metaNamespaceKeyFunc(snapshot),
        new Entry.Deleted(uid(snapshot), clock.instant().plus(LONGEST_LAG)));
  }

  /** The cache has got to know something of an object. */
  void seen(VolumeSnapshot snapshot, boolean gone) {
    entries.computeIfPresent(
        Cache.metaNamespaceKeyFunc(snapshot), (key, entry) -> after(entry, snapshot, gone));
  }

  private static Entry after(Entry entry, VolumeSnapshot snapshot, boolean gone) {
    String uid = uid(snapshot);
    if (entry instanceof Entry.Sent sent) {
      sent.seen().add(uid);
      return sent;
    }
    if (entry instanceof Entry.Created created) {
      return uid(created.snapshot()).equals(uid) ? null : created;
    }
    boolean told = gone || snapshot.isMarkedForDeletion();
    return told && entry instanceof Entry.Deleted deleted && deleted.uid().equals(uid)
        ? null
        : entry;
  }

  /** Everything is known to be gone. */
  void clear() {
    entries.clear();
  }

  /** What the cache has of a WorkSpace, with what was written since. */
  List<VolumeSnapshot> over(List<VolumeSnapshot> cached, String namespace, String workspaceId) {
    Map<String, VolumeSnapshot> merged = new HashMap<>();
    cached.forEach(s -> merged.put(Cache.metaNamespaceKeyFunc(s), s));
    Instant now = clock.instant();
    entries.forEach(
        (key, entry) -> {
          if (until(entry).isAfter(now)) {
            merge(merged, key, entry, namespace, workspaceId);
          }
        });
    return List.copyOf(merged.values());
  }

  private static void merge(
      Map<String, VolumeSnapshot> merged,
      String key,
      Entry entry,
      String namespace,
      String workspaceId) {
    VolumeSnapshot known = merged.get(key);
    if (entry instanceof Entry.Created created) {
      var meta = created.snapshot().getMetadata();
      boolean newer = known == null || !uid(known).equals(meta.getUid());
      if (newer
          && namespace.equals(meta.getNamespace())
          && workspaceId.equals(meta.getLabels().get(Labels.WORKSPACE_ID))) {
        merged.put(key, created.snapshot());
      }
    } else if (entry instanceof Entry.Deleted deleted
        && known != null
        && uid(known).equals(deleted.uid())
        && !known.isMarkedForDeletion()) {
      merged.put(key, marked(known, deleted.until().minus(LONGEST_LAG)));
    }
  }

  private static VolumeSnapshot marked(VolumeSnapshot snapshot, Instant since) {
    return new VolumeSnapshotBuilder(snapshot)
        .editMetadata()
        .withDeletionTimestamp(since.toString())
        .endMetadata()
        .build();
  }

  private void forgetOld() {
    Instant now = clock.instant();
    entries.values().removeIf(e -> !(e instanceof Entry.Sent) && until(e).isBefore(now));
  }

  private static Instant until(Entry entry) {
    if (entry instanceof Entry.Created created) {
      return created.until();
    }
    return entry instanceof Entry.Deleted deleted ? deleted.until() : Instant.MIN;
  }

  private static String uid(VolumeSnapshot snapshot) {
    return snapshot.getMetadata().getUid();
  }
}
