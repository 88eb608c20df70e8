package dev.deskwright.api.v1alpha1;

/** The reasons in the conditions of a Directory. */
public enum DirectoryReason implements Reason {
  Registered(false, "Desktops can be made in the Directory."),
  Registering(false, "Nobody has answered yet for the Directory; nothing is wrong."),
  Reachable(false, "Users can be looked up."),
  NotChecked(false, "The servers were not asked yet."),
  ServersStarting(false, "The directory's own servers are being made; nothing is wrong."),
  PartlyReachable(
      false,
      "Users can be looked up, but a server does not answer, or a trusted Directory does not or is"
          + " missing; status says which and why."),
  Unreachable(
      true,
      "No server answers. Desktops that exist are left as they are; new ones wait. It is tried again"
          + " for ever."),
  ConnectionInvalid(
      true,
      "The connection cannot be used, for example since a Secret is missing, or the password is"
          + " wrong."),
  UsersVanished(
      true,
      "More than half of the users are not found any more, ten at least. That looks like a right to"
          + " read that was lost: none of them is counted as gone."),
  ProvisioningFailed(
      true,
      "A WorkSpace for a member of a group cannot be made, for example since its name is taken."),
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
