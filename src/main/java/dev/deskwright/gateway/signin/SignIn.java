package dev.deskwright.gateway.signin;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.gateway.client.Client;

/** Signs users in. Every method blocks, for as long as directories and RADIUS servers take. */
public final class SignIn {

  /** Asks nobody yet. */
  public SignIn(SignInParts parts) {}

  /**
   * Begins with a name and a password.
   *
   * @param password wiped when this returns
   */
  public Step begin(Directory directory, String userName, char[] password, Client client) {
    throw new UnsupportedOperationException();
  }

  /** Goes on with the second factor, or proves that an authenticator app is set up. */
  public Step code(String challenge, String code, Client client) {
    throw new UnsupportedOperationException();
  }

  /**
   * Lets a user in whom somebody else has authenticated with every factor (OpenID Connect): the
   * rules for addresses and devices hold for them too.
   *
   * @param userName login name, as the directory writes it
   */
  public Step enter(Directory directory, String userName, String displayName, Client client) {
    throw new UnsupportedOperationException();
  }
}
