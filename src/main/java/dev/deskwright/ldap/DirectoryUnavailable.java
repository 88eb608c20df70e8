package dev.deskwright.ldap;

/**
 * No server gave a complete answer, so nothing is known: above all not that a user is gone. The
 * message is for an administrator, has the reason for each server, and no secret.
 */
public final class DirectoryUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final Problem problem;

  DirectoryUnavailable(Problem problem, String message) {
    super(message);
    this.problem = problem;
  }

  /** Of the server that was tried last. */
  public Problem problem() {
    return problem;
  }
}
