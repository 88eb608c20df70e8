package dev.deskwright.ldap;

/** A group that the directory does not have, or several of that name. */
public final class NoSuchGroup extends RuntimeException {

  private static final long serialVersionUID = 1;

  NoSuchGroup(String message) {
    super(message);
  }
}
