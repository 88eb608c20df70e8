package dev.deskwright.workspace.observed;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;

/**
 * A claim that an earlier WorkSpace left behind, and that this one names as its user drive.
 *
 * @param inUse whether the WorkSpace that it was made for still exists
 */
public record Adoptable(PersistentVolumeClaim claim, boolean inUse) {}
