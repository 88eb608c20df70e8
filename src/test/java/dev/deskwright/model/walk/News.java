package dev.deskwright.model.walk;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.kernel.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.Map;

/** Versions of what is in the cluster, and which of them an operator that watches is told of. */
final class News {

  private long version = 1;
  private long forAll = 1;

  /** By the name of the WorkSpace that is to be looked at. */
  private final Map<String, Long> newest = new HashMap<>();

  /** The same, to go on by itself. */
  News fork() {
    var copy = new News();
    copy.version = version;
    copy.forAll = forAll;
    copy.newest.putAll(newest);
    return copy;
  }

  /** The version of everything. */
  long version() {
    return version;
  }

  /** The version of the newest event that makes the operator look at a WorkSpace. */
  long of(String workspace) {
    return Math.max(forAll, newest.getOrDefault(workspace, 0L));
  }

  /** Something has changed that concerns every WorkSpace. */
  String toAll() {
    forAll = ++version;
    return Long.toString(version);
  }

  /** The operator has written a status, which is no event for itself. */
  String silent() {
    return Long.toString(++version);
  }

  /** An object changes: that is an event for the WorkSpace that it is labelled with, if any. */
  String about(HasMetadata object) {
    version++;
    var labels = object.getMetadata().getLabels();
    String workspace =
        object instanceof WorkSpace
            ? object.getMetadata().getName()
            : labels == null ? null : labels.get(Labels.WORKSPACE);
    if (workspace != null) {
      newest.put(workspace, version);
    }
    return Long.toString(version);
  }
}
