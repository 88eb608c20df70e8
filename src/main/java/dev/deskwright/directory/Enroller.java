package dev.deskwright.directory;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.ProvisionGroup;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.directory.Enrolment.Step;
import dev.deskwright.kernel.Labels;
import dev.deskwright.kernel.MergePatch;
import dev.deskwright.kernel.Refusal;
import dev.deskwright.users.LoginName;
import dev.deskwright.users.UserDirectory;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives the members of a Directory's groups their WorkSpaces. */
public final class Enroller {

  private final KubernetesClient client;
  private final Clock clock;

  /**
   * Writes nothing yet.
   *
   * @param client creates and changes WorkSpaces
   */
  public Enroller(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /**
   * Brings the WorkSpaces in line with the groups; returns what came in the way.
   *
   * @param workspaces all of the Directory
   * @throws dev.deskwright.users.UsersUnavailable if a group cannot be read; nothing is done then
   */
  Optional<String> run(Directory directory, UserDirectory users, List<WorkSpace> workspaces) {
    List<ProvisionGroup> groups = directory.getSpec().provisionGroups();
    Map<ProvisionGroup, Set<String>> members = new LinkedHashMap<>();
    if (groups != null) {
      groups.forEach(group -> members.put(group, users.membersOf(group.group())));
    }
    return new Enrolment(directory, clock.instant())
        .steps(members, workspaces).stream()
            .flatMap(step -> carryOut(step).stream())
            .reduce((first, later) -> first);
  }

  private Optional<String> carryOut(Step step) {
    if (step instanceof Step.Create create) {
      return create(create.workspace());
    }
    if (step instanceof Step.Note note) {
      return patch(
          note.workspace(),
          "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}"
              .formatted(Labels.LEFT_AT, note.leftAt()));
    }
    if (step instanceof Step.Retire retire) {
      return patch(retire.workspace(), "{\"spec\":{\"suspended\":true}}");
    }
    return patch(
        ((Step.Return) step).workspace(),
        "{\"metadata\":{\"annotations\":{\"%s\":null}},\"spec\":{\"suspended\":false}}"
            .formatted(Labels.LEFT_AT));
  }

  private Optional<String> create(WorkSpace workspace) {
    try {
      client.resource(workspace).create();
      return Optional.empty();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        return refused(workspace, e);
      }
    }
    return underAnotherName(workspace);
  }

  /**
   * The name is taken: by this very user, whom the cache does not show yet, or by somebody else.
   */
  private Optional<String> underAnotherName(WorkSpace workspace) {
    String userName = workspace.getSpec().userName();
    WorkSpace there = client.resource(workspace).get();
    if (there != null
        && LoginName.key(there.getSpec().userName()).equals(LoginName.key(userName))
        && there.getSpec().directoryRef().equals(workspace.getSpec().directoryRef())) {
      return Optional.empty();
    }
    workspace.getMetadata().setName(EnrolledWorkSpace.otherName(userName));
    try {
      client.resource(workspace).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        return refused(workspace, e);
      }
    }
    return Optional.empty();
  }

  private Optional<String> patch(WorkSpace workspace, String mergePatch) {
    try {
      client.resource(workspace).patch(MergePatch.CONTEXT, mergePatch);
      return Optional.empty();
    } catch (KubernetesClientException e) {
      return e.getCode() == HttpURLConnection.HTTP_NOT_FOUND
          ? Optional.empty()
          : refused(workspace, e);
    }
  }

  private static Optional<String> refused(WorkSpace workspace, KubernetesClientException e) {
    return Optional.of(
        "The API server refuses WorkSpace \"%s\" for user \"%s\" of a group: %s"
            .formatted(
                workspace.getMetadata().getName(),
                workspace.getSpec().userName(),
                Refusal.reasonOrThrow(e)));
  }
}
