package dev.deskwright.workspace.desired;

import dev.deskwright.api.v1alpha1.BundleSpec;
import dev.deskwright.api.v1alpha1.Compute.Resources;
import dev.deskwright.api.v1alpha1.VolumeWish;
import dev.deskwright.api.v1alpha1.WorkSpaceSpec;
import dev.deskwright.config.ComputeTypes;
import dev.deskwright.workspace.observed.Amounts;
import java.util.Optional;

/** What a desktop of a Bundle needs, by what its WorkSpace and the Bundle say. Pure. */
public final class Need {

  private static final int DEFAULT_ROOT_GIB = 80;
  private static final int DEFAULT_USER_GIB = 50;

  private Need() {}

  /** Processors and memory; empty when the compute type is not known. */
  public static Optional<Resources> compute(
      WorkSpaceSpec spec, BundleSpec bundle, ComputeTypes types) {
    String type = computeType(spec, bundle);
    return type == null ? Optional.of(bundle.compute().resources()) : types.find(type);
  }

  /** Name of the compute type in force; null when the Bundle gives own figures. */
  static String computeType(WorkSpaceSpec spec, BundleSpec bundle) {
    return spec.computeType() != null ? spec.computeType() : bundle.compute().type();
  }

  /** The drives of a desktop that has none yet. */
  public static Amounts drives(WorkSpaceSpec spec, BundleSpec bundle) {
    int root = Installed.of(bundle).hasRootDrive() ? rootGib(spec, bundle) : 0;
    return new Amounts(1, 0, 0, 0, Amounts.gib(root + userGib(spec, bundle)));
  }

  static int rootGib(WorkSpaceSpec spec, BundleSpec bundle) {
    Integer offered = bundle.rootVolume() == null ? null : bundle.rootVolume().sizeGib();
    return size(spec.rootVolume(), offered, DEFAULT_ROOT_GIB);
  }

  static int userGib(WorkSpaceSpec spec, BundleSpec bundle) {
    Integer offered = bundle.userVolume() == null ? null : bundle.userVolume().sizeGib();
    return size(spec.userVolume(), offered, DEFAULT_USER_GIB);
  }

  private static int size(VolumeWish wish, Integer offered, int standard) {
    if (wish != null && wish.sizeGib() != null) {
      return wish.sizeGib();
    }
    return offered == null ? standard : offered;
  }
}
