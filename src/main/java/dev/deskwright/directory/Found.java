package dev.deskwright.directory;

import dev.deskwright.api.v1alpha1.Quotas;
import dev.deskwright.kernel.Finding;
import java.util.List;
import java.util.Optional;

/**
 * All that was found out about a Directory in one pass.
 *
 * @param workspaces how many it has
 * @param problem what came in the way of the objects that it has in the cluster
 * @param dnsIpAddresses its own DNS servers, if it runs any
 * @param reach how well its users can be looked up
 * @param census what was wrong with the last look at all users
 * @param used what its desktops take of its quotas, if it has any
 */
record Found(
    int workspaces,
    Optional<Finding> problem,
    Optional<List<String>> dnsIpAddresses,
    Reach reach,
    Optional<Finding> census,
    Optional<Quotas> used) {}
