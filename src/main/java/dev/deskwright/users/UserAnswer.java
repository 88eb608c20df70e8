package dev.deskwright.users;

import dev.deskwright.api.v1alpha1.UserStatus;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;

/** What a directory says of a login name. */
public sealed interface UserAnswer {

  /**
   * The user may sign in.
   *
   * @param user as the directory knows them
   */
  record Known(UserStatus user) implements UserAnswer {}

  /**
   * There is no such user, or none who may sign in.
   *
   * @param reason what is the matter
   * @param message one sentence: who, what is wrong, and what to do
   */
  record Gone(WorkSpaceReason reason, String message) implements UserAnswer {}

  /**
   * Nobody could be asked. It says nothing of the user.
   *
   * @param message one sentence: why
   */
  record Unanswered(String message) implements UserAnswer {}
}
