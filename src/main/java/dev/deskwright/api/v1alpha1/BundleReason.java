package dev.deskwright.api.v1alpha1;

/** The reasons in the conditions of a Bundle. */
public enum BundleReason implements Reason {
  Valid(false, "Desktops can be made from the Bundle."),
  ComputeTypeUnknown(true, "The operator knows no compute type of this name."),
  InUse(
      true,
      "The Bundle is being deleted while WorkSpaces are made from it: it goes when the last of them"
          + " does.");

  private final boolean problem;
  private final String description;

  BundleReason(boolean problem, String description) {
    this.problem = problem;
    this.description = description;
  }

  @Override
  public boolean isProblem() {
    return problem;
  }

  @Override
  public String description() {
    return description;
  }
}
