package dev.deskwright.api.v1alpha1;

/** What a WorkSpace can ask of either drive. */
public sealed interface VolumeWish permits VolumeRequest, UserVolumeRequest {

  /** Size in GiB; null for the Bundle's. */
  Integer sizeGib();

  /** Whether it must be encrypted at rest; null for no. */
  Boolean encrypted();
}
