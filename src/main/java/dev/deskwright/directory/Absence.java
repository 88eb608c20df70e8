package dev.deskwright.directory;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.users.UserAnswer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether it can be that so many users are gone. A directory does not tell whoever lost the right
 * to read from whoever asks for nobody: both are given no entry (RFC 4511, 4.5.1). Pure.
 */
final class Absence {

  /** Fewer may well leave on one day. */
  private static final int MANY = 10;

  private Absence() {}

  /**
   * Why the answers are not believed, if so.
   *
   * @param workspaces all of the Directory
   * @param found the answer to each user's name
   */
  static Optional<String> suspicion(List<WorkSpace> workspaces, Map<String, UserAnswer> found) {
    List<WorkSpace> present = workspaces.stream().filter(Absence::wasThere).toList();
    long missing =
        present.stream().filter(ws -> isMissing(found.get(ws.getSpec().userName()))).count();
    return missing >= MANY && missing * 2 > present.size()
        ? Optional.of(
            "More than half of the users who had a desktop are not found any more, which looks like"
                + " a right to read that was lost, or another base DN: nobody is counted as gone."
                + " Delete the WorkSpaces of those who have really left.")
        : Optional.empty();
  }

  private static boolean wasThere(WorkSpace workspace) {
    var status = workspace.getStatus();
    return status != null && status.user() != null && status.user().goneSince() == null;
  }

  private static boolean isMissing(UserAnswer answer) {
    return answer instanceof UserAnswer.Gone gone && gone.reason() == WorkSpaceReason.UserNotFound;
  }
}
