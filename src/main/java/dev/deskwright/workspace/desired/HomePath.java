package dev.deskwright.workspace.desired;

import dev.deskwright.api.v1alpha1.BundleSpec;
import dev.deskwright.api.v1alpha1.WorkSpace;
import java.util.Optional;

/** The user inside the desktop: login name and home folder. */
final class HomePath {

  private HomePath() {}

  /** The user's name without a domain's backslash, which no Linux login name can hold. */
  static String loginName(WorkSpace workspace) {
    return workspace.getSpec().userName().replace('\\', '_');
  }

  /** The Bundle's path, or {@code /home/} and the login name. */
  static String of(WorkSpace workspace, BundleSpec bundle) {
    return Optional.ofNullable(bundle.userVolume())
        .map(volume -> volume.mountPath())
        .orElseGet(() -> "/home/" + loginName(workspace));
  }
}
