package dev.deskwright.api.v1alpha1;

/** The questions that conditions answer. */
public enum ConditionType {
  Ready("Every kind: whether it can be used now; sums up the others."),
  UserResolved("WorkSpace: whether its user may have this desktop, by the Directory's rules."),
  BundleResolved("WorkSpace: whether the Bundle exists and can be used."),
  StorageReady("WorkSpace: whether the drives exist and are bound."),
  DesktopRunning("WorkSpace: whether the desktop can be connected to."),
  SnapshotsCurrent("WorkSpace: whether its data could be brought back from recent snapshots."),
  Valid("Bundle: whether desktops can be made from it."),
  Registered("Directory: whether desktops can be made in it."),
  Reachable("Directory: whether its users can be looked up.");

  private final String description;

  ConditionType(String description) {
    this.description = description;
  }

  /** The question, in a sentence; docs/reference lists it. */
  public String description() {
    return description;
  }
}
