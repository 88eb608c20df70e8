package dev.deskwright.workspace;

import dev.deskwright.api.v1alpha1.WorkSpace;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Lets the model ask the real fence. */
public final class Fence {

  private Fence() {}

  /** Name of the other WorkSpace that holds the user, if there is one. */
  public static Optional<String> holder(
      WorkSpace workspace, List<WorkSpace> sameUser, Predicate<WorkSpace> hasDrive) {
    return UserFence.holder(workspace, sameUser, hasDrive);
  }
}
