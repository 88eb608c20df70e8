package dev.deskwright.workspace.desired;

import static dev.deskwright.api.v1alpha1.ConditionType.UserResolved;

import dev.deskwright.api.v1alpha1.Condition;
import dev.deskwright.api.v1alpha1.UserStatus;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.kernel.Conditions;
import dev.deskwright.kernel.Finding;
import dev.deskwright.users.UserAnswer;
import dev.deskwright.workspace.observed.Observed;
import java.util.Optional;

/**
 * What it means for a desktop how its directory has answered. Whoever has a desktop keeps what was
 * found before while nobody answers; who has none waits. Pure.
 */
public final class UserResolver {

  private UserResolver() {}

  static Finding finding(Observed observed) {
    Optional<UserAnswer> answer = observed.userAnswer();
    if (answer.isPresent() && answer.get() instanceof UserAnswer.Known) {
      return known(observed);
    }
    if (answer.isPresent() && answer.get() instanceof UserAnswer.Gone gone) {
      return Finding.no(UserResolved, gone.reason(), gone.message());
    }
    if (exists(observed)) {
      return asBefore(observed);
    }
    return answer
        .filter(UserAnswer.Unanswered.class::isInstance)
        .map(UserAnswer.Unanswered.class::cast)
        .map(none -> Finding.no(UserResolved, WorkSpaceReason.DirectoryUnreachable, none.message()))
        .orElseGet(
            () ->
                Finding.unknown(
                    UserResolved,
                    WorkSpaceReason.LookingUp,
                    "User \"%s\" is being looked up in Directory \"%s\"."
                        .formatted(userName(observed), directoryName(observed))));
  }

  /** Whether the desktop may be made or kept up: what exists is only ever suspended. */
  static boolean mayHave(Observed observed, Finding user) {
    return user.status().isTrue() || (exists(observed) && isAboutTheUser(user));
  }

  private static boolean isAboutTheUser(Finding user) {
    return user.reason() == WorkSpaceReason.UserNotFound
        || user.reason() == WorkSpaceReason.UserDisabled
        || user.reason() == WorkSpaceReason.UserAmbiguous
        || user.reason() == WorkSpaceReason.DomainNotTrusted;
  }

  private static boolean exists(Observed observed) {
    return !observed.allClaims().isEmpty();
  }

  private static Finding asBefore(Observed observed) {
    return goneBefore(observed)
        .flatMap(since -> Conditions.find(Conditions.of(observed.workspace()), UserResolved))
        .filter(condition -> condition.status() == Condition.Status.False)
        .map(
            condition ->
                Finding.no(
                    UserResolved, WorkSpaceReason.valueOf(condition.reason()), condition.message()))
        .filter(UserResolver::isAboutTheUser)
        .orElseGet(() -> known(observed));
  }

  private static Finding known(Observed observed) {
    return Finding.yes(
        UserResolved,
        WorkSpaceReason.Resolved,
        "User \"%s\" may have a desktop in Directory \"%s\"."
            .formatted(userName(observed), directoryName(observed)));
  }

  private static Optional<String> goneBefore(Observed observed) {
    return previous(observed).map(UserStatus::goneSince);
  }

  private static Optional<UserStatus> previous(Observed observed) {
    var status = observed.workspace().getStatus();
    return Optional.ofNullable(status == null ? null : status.user());
  }

  /** Since when the user has been gone, if they are. */
  static Optional<String> goneSince(Observed observed) {
    if (!exists(observed)) {
      return Optional.empty();
    }
    Optional<UserAnswer> answer = observed.userAnswer();
    if (answer.filter(UserAnswer.Known.class::isInstance).isPresent()) {
      return Optional.empty();
    }
    boolean gone = answer.filter(UserAnswer.Gone.class::isInstance).isPresent();
    return goneBefore(observed)
        .or(() -> gone ? Optional.of(Conditions.time(observed.now())) : Optional.empty());
  }

  /** The user for the status; null if there is nothing to say. */
  public static UserStatus status(Observed observed) {
    UserStatus found =
        observed
            .userAnswer()
            .filter(UserAnswer.Known.class::isInstance)
            .map(answer -> ((UserAnswer.Known) answer).user())
            .or(() -> previous(observed))
            .orElse(null);
    String goneSince = goneSince(observed).orElse(null);
    return found == null && goneSince == null
        ? null
        : new UserStatus(
            found == null ? null : found.distinguishedName(),
            found == null ? null : found.displayName(),
            found == null ? null : found.mail(),
            goneSince);
  }

  private static String userName(Observed observed) {
    return observed.workspace().getSpec().userName();
  }

  private static String directoryName(Observed observed) {
    return observed.workspace().getSpec().directoryRef().name();
  }
}
