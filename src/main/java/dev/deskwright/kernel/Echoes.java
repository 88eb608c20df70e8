package dev.deskwright.kernel;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Tells events with news from the others: what was just written here and comes back, at which the
 * pass that wrote it has looked already, and changes to what no code reads.
 */
public final class Echoes<R extends HasMetadata> {

  /** Writes whose events never come, for example since a watch broke, are forgotten in the end. */
  private static final int MOST = 1_000;

  private final Function<R, ?> read;
  private final Map<String, String> versions = Recent.ofMost(MOST);

  /**
   * Expects nothing yet.
   *
   * @param read what is read of an object beside its metadata
   */
  public Echoes(Function<R, ?> read) {
    this.read = read;
  }

  void expect(R written) {
    var meta = written.getMetadata();
    versions.put(meta.getUid(), meta.getResourceVersion());
  }

  /** Whether an object that has turned up is news. */
  public boolean isNews(R now) {
    var meta = now.getMetadata();
    return !versions.remove(meta.getUid(), meta.getResourceVersion());
  }

  /** Whether a change is news. */
  public boolean isNews(R now, R before) {
    var meta = now.getMetadata();
    var old = before.getMetadata();
    return isNews(now)
        && !(Objects.equals(meta.getUid(), old.getUid())
            && Objects.equals(meta.getDeletionTimestamp(), old.getDeletionTimestamp())
            && Objects.equals(meta.getLabels(), old.getLabels())
            && Objects.equals(meta.getAnnotations(), old.getAnnotations())
            && Objects.equals(meta.getOwnerReferences(), old.getOwnerReferences())
            && Objects.equals(read.apply(now), read.apply(before)));
  }
}
