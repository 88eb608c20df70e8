package dev.deskwright.users;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A directory that can be asked. Answers may take as long as its time limits say. */
public interface UserDirectory extends AutoCloseable {

  /**
   * Looks many users up with few requests.
   *
   * @param userNames as WorkSpaces name them
   * @return an answer for each
   * @throws UsersUnavailable if nobody answers
   */
  Map<String, UserAnswer> find(Collection<String> userNames);

  /** Asks each server how it is. */
  Health check();

  /**
   * Login names of a group's members, those of groups in it included.
   *
   * @throws UsersUnavailable if nobody answers, or there is no such group
   */
  Set<String> membersOf(String group);

  /**
   * Full names of the domains that an Active Directory trusts, by its own trust objects.
   *
   * @throws UsersUnavailable if nobody answers
   */
  List<String> trustedDomains();

  /**
   * One text for all ways to write a user's name, as far as the name alone tells: in lower case,
   * and without a domain that needs no mention. Asks nobody.
   */
  default String canonical(String userName) {
    return LoginName.key(userName);
  }

  /**
   * Whether this is the user's password. It is sent once at most, and never for a name that the
   * directory does not know.
   *
   * @param userName as the user wrote it: {@code alice}, {@code CORP\\alice} or {@code
   *     alice@corp.example.com}
   * @param password not kept and not wiped: it is the caller's
   * @throws UsersUnavailable if nobody answers
   */
  PasswordAnswer authenticate(String userName, char[] password);

  /**
   * Who this is, when somebody else has made sure of it: as {@link #authenticate}, with no
   * password.
   *
   * @param userName as the user or somebody who knows them wrote it
   * @throws UsersUnavailable if nobody answers
   */
  PasswordAnswer identify(String userName);

  /**
   * The groups that a user is in, directly or through other groups, by their distinguished names;
   * none for a user who is not known or may not sign in.
   *
   * @throws UsersUnavailable if nobody answers
   */
  Set<String> groupsOf(String userName);

  @Override
  void close();
}
