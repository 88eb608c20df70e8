package dev.deskwright.directory;

import dev.deskwright.kernel.Finding;
import dev.deskwright.workspace.QuotaSource.Tally;
import java.util.List;
import java.util.Optional;

/**
 * All that was found out about a Directory in one pass.
 *
 * @param tally its desktops, added up
 * @param problem what came in the way of the objects that it has in the cluster
 * @param dnsIpAddresses its own DNS servers, if it runs any
 * @param reach how well its users can be looked up
 * @param census what was wrong with the last look at all users
 */
record Found(
    Tally tally,
    Optional<Finding> problem,
    Optional<List<String>> dnsIpAddresses,
    Reach reach,
    Optional<Finding> census) {}
