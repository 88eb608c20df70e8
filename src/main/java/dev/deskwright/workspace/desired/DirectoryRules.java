package dev.deskwright.workspace.desired;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectorySpec;
import dev.deskwright.api.v1alpha1.DnsRules;
import dev.deskwright.workspace.observed.Observed;
import java.util.Optional;

/**
 * What a Directory settles about the pod of a desktop.
 *
 * @param placement where it may run
 * @param dns how it looks names up; empty for the cluster's way
 * @param localAdministrator whether its user may become root in it, where the Bundle allows that
 */
public record DirectoryRules(
    Placement placement, Optional<DnsRules> dns, boolean localAdministrator) {

  static DirectoryRules of(Observed observed) {
    Optional<DirectorySpec> spec = observed.directory().map(Directory::getSpec);
    return new DirectoryRules(
        Placement.of(observed),
        spec.map(DirectorySpec::dns),
        !Boolean.FALSE.equals(spec.map(DirectorySpec::localAdministrators).orElse(null)));
  }
}
