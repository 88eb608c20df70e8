package dev.deskwright;

import dev.deskwright.api.v1alpha1.Connection;
import dev.deskwright.api.v1alpha1.WorkSpace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Objects;

/** Status changes are the operator's own; anything else that a person can change is an event. */
final class ByOthers {

  private ByOthers() {}

  static boolean changed(HasMetadata now, HasMetadata before) {
    var meta = now.getMetadata();
    var old = before.getMetadata();
    return !Objects.equals(meta.getGeneration(), old.getGeneration())
        || !Objects.equals(meta.getAnnotations(), old.getAnnotations())
        || !Objects.equals(meta.getFinalizers(), old.getFinalizers())
        || !Objects.equals(meta.getDeletionTimestamp(), old.getDeletionTimestamp())
        || !Objects.equals(connection(now), connection(before));
  }

  /** The one part of a status that others write. */
  private static Connection connection(HasMetadata object) {
    return object instanceof WorkSpace workspace && workspace.getStatus() != null
        ? workspace.getStatus().connection()
        : null;
  }
}
