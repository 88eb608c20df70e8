package dev.deskwright.workspace.desired;

/**
 * One drive as it should be.
 *
 * @param claimName name of its PersistentVolumeClaim
 * @param sizeGib size in GiB
 * @param storageClass name of its StorageClass; null for the cluster's default
 * @param carriesSystem whether it is the drive that tells what the desktop was made from
 * @param survives whether it stays when the WorkSpace is deleted
 */
public record Drive(
    String claimName, int sizeGib, String storageClass, boolean carriesSystem, boolean survives) {

  Drive withStorageClass(String name) {
    return new Drive(claimName, sizeGib, name, carriesSystem, survives);
  }
}
