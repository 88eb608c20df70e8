package dev.deskwright.directory.simplead;

import dev.deskwright.kernel.Finding;
import java.util.List;
import java.util.Optional;

/**
 * What came of a look at a domain's servers.
 *
 * @param problem why desktops cannot be made yet, as far as the servers' objects are concerned
 * @param dnsIpAddresses where the domain's names are looked up; also the servers' addresses
 */
public record SimpleAdReport(Optional<Finding> problem, List<String> dnsIpAddresses) {}
