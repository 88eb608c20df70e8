package dev.deskwright.kernel;

import dev.deskwright.api.v1alpha1.Connection;
import dev.deskwright.api.v1alpha1.WorkSpace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Objects;

/** What others than the operator change in the objects that it reconciles. */
public final class OthersChanges {

  private OthersChanges() {}

  /**
   * Whether somebody else has changed an object. Status changes are the operator's own; anything
   * else that a person can change is not.
   */
  public static boolean between(HasMetadata before, HasMetadata now) {
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
