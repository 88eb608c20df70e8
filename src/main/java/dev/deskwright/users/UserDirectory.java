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

  @Override
  void close();
}
