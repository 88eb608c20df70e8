package dev.deskwright.api.v1alpha1;

/** The reasons in the conditions of a Directory. */
public enum DirectoryReason implements Reason {
  Registered(false, "Desktops can be made in the Directory."),
  NotChecked(
      false, "This version looks no user up in a directory: user names are taken as they are."),
  NameTaken(
      true,
      "An object of the wanted name exists and does not belong to this Directory. It is neither"
          + " used nor touched."),
  Refused(true, "The API server refused a request. It is tried again for ever."),
  RulesInvalid(
      true,
      "A rule of the Directory cannot be used, for example a schedule that never comes. The others"
          + " are in force."),
  InUse(
      true,
      "The Directory is being deleted while it has WorkSpaces: it goes when the last of them"
          + " does.");

  private final boolean problem;
  private final String description;

  DirectoryReason(boolean problem, String description) {
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
