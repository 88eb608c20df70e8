package dev.deskwright.gateway.portal;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.gateway.client.Client;
import dev.deskwright.gateway.cluster.Cluster;
import dev.deskwright.gateway.session.Session;
import dev.deskwright.gateway.signin.AccessRules;
import dev.deskwright.gateway.signin.Step;

/** The Directory's rules for addresses and devices, held at every connection as at sign-in. */
final class Access {

  private final Cluster cluster;
  private final AccessRules rules;

  Access(Cluster cluster, AccessRules rules) {
    this.cluster = cluster;
    this.rules = rules;
  }

  /**
   * Lets through who may connect from there.
   *
   * @throws Refusal if the rules have changed, or the user has moved; or the Directory is gone
   */
  void check(Session session, Client client) {
    Directory directory = cluster.directory(session).orElseThrow(Refusal::notSignedIn);
    rules
        .refusal(directory, client)
        .ifPresent(
            refused -> {
              throw Access.refusal(refused);
            });
  }

  static Refusal refusal(Step.Refused refused) {
    return new Refusal(
        Refusal.Code.valueOf(refused.code().name()), refused.message(), refused.retryAfter());
  }
}
