package dev.deskwright.users;

import java.util.Optional;

/** What a directory says of a name and a password. Nobody having answered is no answer. */
public sealed interface PasswordAnswer {

  /**
   * The password is the user's, and they may sign in.
   *
   * @param loginName as the directory itself writes it, with the domain before it where users of
   *     several domains are taken
   * @param displayName what people call them, where the directory has it
   */
  record Accepted(String loginName, Optional<String> displayName) implements PasswordAnswer {}

  /**
   * Not so, for whatever reason. Users must be told one and the same thing for all of them.
   *
   * @param reason for the log: a few words, with no secret in them
   */
  record Refused(String reason) implements PasswordAnswer {}
}
