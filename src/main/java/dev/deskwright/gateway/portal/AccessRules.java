package dev.deskwright.gateway.portal;

import dev.deskwright.gateway.client.Client;
import dev.deskwright.gateway.session.Session;

/** The Directory's rules for addresses and devices, held at every connection too. */
@FunctionalInterface
public interface AccessRules {

  /**
   * Lets through who may connect from there.
   *
   * @throws RuntimeException that tells the user why not
   */
  void check(Session session, Client client);
}
