package dev.deskwright.users;

/** A directory cannot be asked. The message is a sentence for an administrator. */
public final class UsersUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Says why.
   *
   * @param message one sentence, with no secret in it
   */
  public UsersUnavailable(String message) {
    super(message);
  }
}
