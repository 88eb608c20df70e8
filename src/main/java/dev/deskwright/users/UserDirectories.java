package dev.deskwright.users;

import dev.deskwright.api.v1alpha1.Directory;

/** Opens directories. */
public interface UserDirectories {

  /**
   * Prepares the way to a directory. Settings and secrets are read now, and a change of either
   * takes opening anew.
   *
   * @throws UsersUnavailable if it cannot be asked as it is described
   */
  UserDirectory open(Directory directory);

  /**
   * Tells whether what was read when it was opened, beside the Directory itself, is still the same.
   *
   * @param opened what {@link #open} has returned
   */
  boolean isCurrent(Directory directory, UserDirectory opened);
}
