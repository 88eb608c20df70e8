package dev.deskwright.directory.simplead;

import static dev.deskwright.api.v1alpha1.ConditionType.Registered;

import dev.deskwright.api.v1alpha1.DirectoryReason;
import dev.deskwright.kernel.Finding;
import java.util.List;

/** Why a domain's servers do not serve yet. Pure. */
final class SimpleAdFindings {

  private SimpleAdFindings() {}

  /** The Services have no addresses yet. */
  static Finding waitingForAddresses(Domain domain) {
    return Finding.unknown(
        Registered,
        DirectoryReason.ServersStarting,
        "The Services of the servers of %s get their addresses.".formatted(domain.name()));
  }

  /** No server has answered yet since the domain was asked for. */
  static Finding starting(Domain domain) {
    return Finding.unknown(
        Registered,
        DirectoryReason.ServersStarting,
        "The domain %s is being made by StatefulSet \"%s\"; if that takes minutes, see its pod."
            .formatted(domain.name(), domain.nameOf(Server.DC1)));
  }

  /** Somebody has taken something out of the Secret, which nobody else can make again. */
  static Finding secretIncomplete(Domain domain, List<String> missing) {
    return Finding.no(
        Registered,
        DirectoryReason.ConnectionInvalid,
        "Secret \"%s\" has no %s: put it back from a backup."
            .formatted(domain.sharedName(), String.join(", ", missing)));
  }
}
