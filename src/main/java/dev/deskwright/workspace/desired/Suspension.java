package dev.deskwright.workspace.desired;

import dev.deskwright.api.v1alpha1.Connection;
import dev.deskwright.api.v1alpha1.UserRules;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.power.Activity;
import dev.deskwright.workspace.power.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Why a desktop is out of service. Pure. */
public enum Suspension {
  /** spec.suspended is true. */
  ASKED_FOR("set spec.suspended to false"),
  /** Its user has been gone for longer than the Directory bears. */
  USER_GONE("it comes back when the directory has its user again");

  private static final int DEFAULT_GRACE_HOURS = 24;

  private final String remedy;

  Suspension(String remedy) {
    this.remedy = remedy;
  }

  /** What brings it back, as part of a sentence. */
  public String remedy() {
    return remedy;
  }

  /** Whether a desktop is out of service, and why. */
  public static Optional<Suspension> of(Observed observed) {
    if (Boolean.TRUE.equals(observed.workspace().getSpec().suspended())) {
      return Optional.of(ASKED_FOR);
    }
    return due(observed)
        .filter(at -> !at.isAfter(observed.now()))
        .filter(at -> !isInUse(observed))
        .map(at -> USER_GONE);
  }

  /** How long until time alone may put a desktop out of service. */
  public static Optional<Duration> recheck(Observed observed) {
    return due(observed)
        .flatMap(
            at ->
                at.isAfter(observed.now())
                    ? Optional.of(at)
                    : Activity.nextChange(connection(observed), observed.now()))
        .map(at -> Duration.between(observed.now(), at));
  }

  private static Optional<Instant> due(Observed observed) {
    UserRules rules = observed.directory().map(d -> d.getSpec().users()).orElse(null);
    if (rules != null && rules.whenGone() == UserRules.WhenGone.Keep) {
      return Optional.empty();
    }
    Integer hours = rules == null ? null : rules.graceHours();
    Duration grace = Duration.ofHours(hours == null ? DEFAULT_GRACE_HOURS : hours);
    return UserResolver.goneSince(observed).flatMap(Timestamp::parse).map(at -> at.plus(grace));
  }

  /** A record of a connection counts while there is a pod: nobody can be connected to none. */
  private static boolean isInUse(Observed observed) {
    boolean runs = observed.pod().filter(pod -> !pod.isMarkedForDeletion()).isPresent();
    return runs && Activity.of(connection(observed), observed.now()) instanceof Activity.Connected;
  }

  private static Connection connection(Observed observed) {
    return Optional.ofNullable(observed.workspace().getStatus())
        .map(WorkSpaceStatus::connection)
        .orElse(null);
  }
}
