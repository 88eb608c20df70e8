package dev.deskwright.workspace;

import dev.deskwright.api.v1alpha1.WorkSpace;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * One user, one WorkSpace in a directory. Who has a drive holds the user; where nobody has one, the
 * oldest WorkSpace does. Deciding and making the first drive happen under the user's lock, so that
 * two WorkSpaces applied at the same instant cannot both find the user free.
 */
final class UserFence {

  private final Locks locks = new Locks();

  /** Runs alone among all WorkSpaces of the same user. */
  <T> T alone(WorkSpace workspace, Supplier<T> action) {
    return locks.alone(WorkSpaceIndex.userKey(workspace), action);
  }

  /**
   * Name of the other WorkSpace that holds the user, if there is one.
   *
   * @param sameUser all that name the user, this one included or not
   * @param hasDrive whether a WorkSpace has a drive
   */
  static Optional<String> holder(
      WorkSpace workspace, List<WorkSpace> sameUser, Predicate<WorkSpace> hasDrive) {
    String own = workspace.getMetadata().getUid();
    Comparator<WorkSpace> first =
        Comparator.comparing((WorkSpace ws) -> !hasDrive.test(ws))
            .thenComparing(ws -> ws.getMetadata().getCreationTimestamp())
            .thenComparing(ws -> ws.getMetadata().getUid());
    return sameUser.stream()
        .min(first)
        .filter(ws -> !ws.getMetadata().getUid().equals(own))
        .map(ws -> ws.getMetadata().getName());
  }
}
