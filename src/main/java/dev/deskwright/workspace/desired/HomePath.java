package dev.deskwright.workspace.desired;

import dev.deskwright.api.v1alpha1.BundleSpec;
import dev.deskwright.api.v1alpha1.WorkSpace;
import java.util.Optional;

/** Where the user drive is mounted. */
final class HomePath {

  private HomePath() {}

  /**
   * The Bundle's path, or {@code /home/<userName>}, with a domain's backslash made a path's name.
   */
  static String of(WorkSpace workspace, BundleSpec bundle) {
    return Optional.ofNullable(bundle.userVolume())
        .map(volume -> volume.mountPath())
        .orElseGet(() -> "/home/" + workspace.getSpec().userName().replace('\\', '_'));
  }
}
