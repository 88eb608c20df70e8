package dev.deskwright.workspace.desired;

import dev.deskwright.kernel.Finding;
import java.util.Optional;

/**
 * What came of looking up all that a WorkSpace names.
 *
 * @param user whether its user may have it
 * @param bundle whether its Bundle can be used
 * @param storage why no drive can be made, if so
 * @param blueprint the desktop as it should be; absent when one of the above is a problem
 */
public record Resolution(
    Finding user, Finding bundle, Optional<Finding> storage, Optional<Blueprint> blueprint) {}
