package dev.deskwright.api.v1alpha1;

/** The questions that conditions answer. */
public enum ConditionType {
  /** Every kind: whether it can be used now; sums up the others. */
  Ready,
  /** WorkSpace: whether its user may have this desktop, by the Directory's rules. */
  UserResolved,
  /** WorkSpace: whether the Bundle exists and can be used. */
  BundleResolved,
  /** WorkSpace: whether the drives exist and are bound. */
  StorageReady,
  /** WorkSpace: whether the desktop can be connected to. */
  DesktopRunning,
  /** Bundle: whether desktops can be made from it. */
  Valid,
  /** Directory: whether desktops can be made in it. */
  Registered,
  /** Directory: whether its users can be looked up. */
  Reachable
}
