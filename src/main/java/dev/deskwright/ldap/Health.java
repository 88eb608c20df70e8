package dev.deskwright.ldap;

import java.util.List;
import java.util.Optional;

/**
 * How the directory is, each server asked by itself.
 *
 * @param servers in the order in which they are tried
 * @param discovery why DNS named no server, if it was asked and did not
 */
public record Health(List<ServerHealth> servers, Optional<String> discovery) {

  public Health {
    servers = List.copyOf(servers);
  }

  /** Whether any server answers. */
  public boolean usable() {
    return servers.stream().anyMatch(ServerHealth.Reachable.class::isInstance);
  }
}
