package dev.deskwright.users;

import dev.deskwright.api.v1alpha1.WorkSpace;
import java.util.Optional;

/** What is known of the users of WorkSpaces. */
public interface UserLookup {

  /**
   * The last answer. Where there is none yet, the question is put, and the WorkSpace is looked at
   * again when it is answered. Never waits.
   */
  Optional<UserAnswer> of(WorkSpace workspace);
}
