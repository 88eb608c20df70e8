package dev.deskwright.workspace.desired;

import dev.deskwright.workspace.observed.DriveKind;

/**
 * One drive as it should be.
 *
 * @param claimName name of its PersistentVolumeClaim
 * @param sizeGib size in GiB
 * @param storageClass name of its StorageClass; null for the cluster's default
 * @param carriesSystem whether it is the drive that tells what the desktop was made from
 * @param survives whether it stays when the WorkSpace is deleted
 * @param source the VolumeSnapshot that it is made from; null for an empty one
 */
public record Drive(
    DriveKind kind,
    String claimName,
    int sizeGib,
    String storageClass,
    boolean carriesSystem,
    boolean survives,
    String source) {

  Drive withStorageClass(String name) {
    return new Drive(kind, claimName, sizeGib, name, carriesSystem, survives, source);
  }
}
