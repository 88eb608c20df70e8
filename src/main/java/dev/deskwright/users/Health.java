package dev.deskwright.users;

import dev.deskwright.api.v1alpha1.DirectoryStatus.ServerStatus;
import dev.deskwright.api.v1alpha1.DirectoryStatus.TrustStatus;
import java.util.List;

/**
 * How those are who answer for a directory.
 *
 * @param servers its own servers, in the order of their use
 * @param trusts the domains whose users it takes
 */
public record Health(List<ServerStatus> servers, List<TrustStatus> trusts) {

  /** A directory with servers of its own. */
  public static Health of(List<ServerStatus> servers) {
    return new Health(servers, List.of());
  }
}
