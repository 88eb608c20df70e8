package dev.deskwright.model.walk;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.deskwright.workspace.observed.Observed;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of 64 bits for a whole state: every field of every object, what each watch has seen of
 * it, when the operator looks again, and what the checks remember. Nothing is rounded or left out
 * but names for things that mean nothing: versions count only as newer or not, and UIDs as the same
 * or not. So two states of one number go on alike.
 */
final class Canon {

  private static final int MOST_REMEMBERED = 60_000;
  private static final Pattern UID = Pattern.compile("uid-(\\d+)");
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .addMixIn(ObjectMeta.class, WithoutVersion.class)
          .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

  /** What is the same of an object in all states: its text, and where UIDs are in it. */
  private record Text(long number, List<Integer> uids) {}

  private abstract static class WithoutVersion {
    @JsonIgnore
    @SuppressWarnings("UnusedMethod") // By its name.
    abstract String getResourceVersion();
  }

  /** Objects are never changed, so each is read once. */
  private final IdentityHashMap<HasMetadata, Text> texts = new IdentityHashMap<>();

  /** The same few words come again and again. */
  private final Map<String, Long> words = new HashMap<>();

  private int[] ranks = new int[64];
  private int ranked;
  private long value;
  private long loose;

  /** The number of a world. */
  long of(World world) {
    Arrays.fill(ranks, 0);
    ranked = 0;
    value = 17;
    loose = 0;
    if (texts.size() > MOST_REMEMBERED) {
      texts.clear();
    }
    Cluster cluster = world.cluster;
    add(cluster.now.getEpochSecond()).add(cluster.snapshotApi ? 1 : 2);
    cluster.bundles.forEach((name, bundle) -> add(name).add(bundle.getSpec().image()));
    cluster.workspaces.values().forEach(this::add);
    cluster.pods.values().forEach(this::add);
    cluster.claims.values().forEach(this::add);
    cluster.snapshots.values().forEach(this::add);
    world.caches.tell(this);
    for (String name : cluster.workspaces.keySet()) {
      add(world.agenda.isAwake(name) ? 1 : 2)
          .add(world.agenda.wake(name).map(at -> at.getEpochSecond()).orElse(-1L));
    }
    cluster.files.forEach((uid, files) -> of(uid, "files", files));
    world.checks.tell(this);
    return add(loose).value;
  }

  /** The number of what the operator sees, with the UIDs as they are. */
  long of(Observed observed) {
    value = 19;
    exactly(observed.workspace());
    observed.directory().ifPresent(this::exactly);
    add(observed.bundle().map(b -> b.getSpec().image()).orElse(null));
    add(observed.bundle().map(b -> b.getMetadata().getName()).orElse(null));
    add(observed.wished().map(b -> b.getSpec().image()).orElse(null));
    add(observed.holder().orElse(null));
    add(observed.leftover().isPresent() ? 1 : 2);
    observed.leftover().ifPresent(this::exactly);
    add(observed.adoptable().map(a -> a.inUse() ? 1 : 2).orElse(3));
    observed.adoptable().ifPresent(a -> exactly(a.claim()));
    observed.allClaims().forEach(this::exactly);
    add(observed.pod().isPresent() ? 1 : 2);
    observed.pod().ifPresent(this::exactly);
    observed.snapshots().all().forEach(this::exactly);
    add(observed.snapshots().api().name());
    add(observed.snapshots().watchedSince().getEpochSecond());
    return add(observed.now().getEpochSecond()).value;
  }

  private void exactly(HasMetadata object) {
    Text text = text(object);
    add(text.number());
    for (int uid : text.uids()) {
      add(uid);
    }
  }

  private Text text(HasMetadata object) {
    return texts.computeIfAbsent(object, Canon::read);
  }

  Canon add(long part) {
    value = mixed(value, part);
    return this;
  }

  Canon add(String part) {
    return add(part == null ? 5 : number(part));
  }

  /** What is known of a UID, in whichever order; of one that no object has any more, nothing. */
  void of(String uid, String what, long known) {
    int number = uid(uid);
    if (number < ranks.length && ranks[number] > 0) {
      loose += mixed(mixed(number(what), ranks[number]), known);
    }
  }

  /** What a watch has seen. */
  <T extends HasMetadata> void addSeen(Map<String, T> seen, Map<String, T> live) {
    seen.forEach(
        (name, object) -> {
          add(name);
          if (object == live.get(name)) {
            add(1);
          } else {
            add(2).add(object);
          }
        });
    add(3);
  }

  private Canon add(HasMetadata object) {
    Text text = text(object);
    add(text.number());
    for (int uid : text.uids()) {
      add(rank(uid));
    }
    return this;
  }

  private int rank(int uid) {
    if (uid >= ranks.length) {
      ranks = Arrays.copyOf(ranks, 2 * uid);
    }
    if (ranks[uid] == 0) {
      ranks[uid] = ++ranked;
    }
    return ranks[uid];
  }

  private static int uid(String uid) {
    return Integer.parseInt(uid.substring("uid-".length()));
  }

  private static Text read(HasMetadata object) {
    try {
      String json = JSON.writeValueAsString(object);
      List<Integer> uids = new ArrayList<>();
      Matcher matcher = UID.matcher(json);
      long number = 23;
      int from = 0;
      while (matcher.find()) {
        number = mixed(number, number(json, from, matcher.start()));
        uids.add(Integer.parseInt(matcher.group(1)));
        from = matcher.end();
      }
      number = mixed(number, number(json, from, json.length()));
      return new Text(number, List.copyOf(uids));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  long number(String text) {
    return words.computeIfAbsent(text, t -> number(t, 0, t.length()));
  }

  private static long number(String text, int from, int to) {
    long number = 0xCBF29CE484222325L;
    for (int i = from; i < to; i++) {
      number = (number ^ text.charAt(i)) * 0x100000001B3L;
    }
    return mixed(number, to - from);
  }

  static long mixed(long value, long part) {
    long mixed = (value ^ part) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    return mixed ^ (mixed >>> 27);
  }
}
