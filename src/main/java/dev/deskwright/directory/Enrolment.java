package dev.deskwright.directory;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.ProvisionGroup;
import dev.deskwright.api.v1alpha1.UserRules;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.kernel.Conditions;
import dev.deskwright.kernel.Labels;
import dev.deskwright.users.LoginName;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is to have a WorkSpace since they are in a group, and who no more: a pure function of the
 * groups' members and the WorkSpaces there are. Nobody's data is deleted by it.
 */
final class Enrolment {

  private static final int DEFAULT_GRACE_HOURS = 24;

  private final Directory directory;
  private final Instant now;

  /** One thing to do. */
  sealed interface Step {

    /** A member has no WorkSpace. */
    record Create(WorkSpace workspace) implements Step {}

    /** Somebody has left the groups: from now on the grace time runs. */
    record Note(WorkSpace workspace, String leftAt) implements Step {}

    /** The grace time is over. */
    record Retire(WorkSpace workspace) implements Step {}

    /** Somebody is a member again. */
    record Return(WorkSpace workspace) implements Step {}
  }

  Enrolment(Directory directory, Instant now) {
    this.directory = directory;
    this.now = now;
  }

  /**
   * What is to be done.
   *
   * @param members of each group of the Directory, in their order
   * @param workspaces all of the Directory
   */
  List<Step> steps(Map<ProvisionGroup, Set<String>> members, List<WorkSpace> workspaces) {
    Map<String, WorkSpace> byUser = new HashMap<>();
    workspaces.forEach(ws -> byUser.putIfAbsent(LoginName.key(ws.getSpec().userName()), ws));
    Map<String, ProvisionGroup> enrolled = new HashMap<>();
    List<Step> steps = new ArrayList<>();
    members.forEach(
        (group, users) ->
            users.stream()
                .filter(user -> enrolled.putIfAbsent(LoginName.key(user), group) == null)
                .sorted()
                .flatMap(user -> member(user, group, byUser.get(LoginName.key(user))).stream())
                .forEach(steps::add));
    workspaces.stream()
        .filter(this::isOurs)
        .filter(ws -> !enrolled.containsKey(LoginName.key(ws.getSpec().userName())))
        .flatMap(ws -> left(ws).stream())
        .forEach(steps::add);
    return steps;
  }

  private Optional<Step> member(String user, ProvisionGroup group, WorkSpace existing) {
    if (existing == null) {
      return Optional.of(new Step.Create(EnrolledWorkSpace.of(directory, group, user)));
    }
    return isOurs(existing) && leftAt(existing) != null
        ? Optional.of(new Step.Return(existing))
        : Optional.empty();
  }

  private Optional<Step> left(WorkSpace workspace) {
    String leftAt = leftAt(workspace);
    if (leftAt == null) {
      return Optional.of(new Step.Note(workspace, Conditions.time(now)));
    }
    boolean retired = Boolean.TRUE.equals(workspace.getSpec().suspended());
    return retired || now.isBefore(instant(leftAt).plus(grace()))
        ? Optional.empty()
        : Optional.of(new Step.Retire(workspace));
  }

  /** A note that a person has spoilt counts as just written. */
  private Instant instant(String time) {
    try {
      return Instant.parse(time);
    } catch (DateTimeParseException e) {
      return now;
    }
  }

  private boolean isOurs(WorkSpace workspace) {
    var labels = workspace.getMetadata().getLabels();
    return labels != null
        && directory.getMetadata().getName().equals(labels.get(Labels.PROVISIONED_BY));
  }

  private static String leftAt(WorkSpace workspace) {
    var annotations = workspace.getMetadata().getAnnotations();
    return annotations == null ? null : annotations.get(Labels.LEFT_AT);
  }

  private Duration grace() {
    UserRules rules = directory.getSpec().users();
    Integer hours = rules == null ? null : rules.graceHours();
    return Duration.ofHours(hours == null ? DEFAULT_GRACE_HOURS : hours);
  }
}
