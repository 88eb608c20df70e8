package dev.deskwright.directory;

import dev.deskwright.api.v1alpha1.ConditionType;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.UserRules;
import dev.deskwright.api.v1alpha1.UserStatus;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.kernel.Conditions;
import dev.deskwright.users.LoginName;
import dev.deskwright.users.UserAnswer;
import dev.deskwright.users.UsersUnavailable;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks all users of a Directory up from time to time, and has the WorkSpaces looked at for which
 * that is news. A directory that does not answer changes nothing.
 */
final class UserCensus {

  private static final Logger LOG = LoggerFactory.getLogger(UserCensus.class);
  private static final int DEFAULT_MINUTES = 15;

  /** How many names are in memory a second time, while they are asked for. */
  private static final int AT_A_TIME = 1_000;

  private final UserLookups lookups;
  private final Clock clock;
  private final Enroller enroller;
  private final Map<ResourceID, Taken> taken = new ConcurrentHashMap<>();

  /**
   * The last one.
   *
   * @param problem what kept a member of a group from a WorkSpace
   */
  private record Taken(Instant at, int epoch, Optional<String> problem) {}

  UserCensus(UserLookups lookups, Enroller enroller, Clock clock) {
    this.lookups = lookups;
    this.enroller = enroller;
    this.clock = clock;
  }

  /** What kept a member of a group from a WorkSpace in the last one. */
  Optional<String> problem(Directory directory) {
    return Optional.ofNullable(taken.get(ResourceID.fromResource(directory)))
        .flatMap(Taken::problem);
  }

  /** Whether the time has come, or something has changed that may change the answers. */
  boolean isDue(Directory directory, Asked asked) {
    Taken last = taken.get(ResourceID.fromResource(directory));
    return last == null
        || last.epoch() != asked.epoch()
        || !clock.instant().isBefore(last.at().plus(interval(directory)));
  }

  /**
   * Takes one.
   *
   * @param workspaces all of the Directory
   */
  void take(Directory directory, Asked asked, List<WorkSpace> workspaces) {
    int epoch = asked.epoch();
    try {
      for (int i = 0; i < workspaces.size(); i += AT_A_TIME) {
        part(asked, workspaces.subList(i, Math.min(i + AT_A_TIME, workspaces.size())));
      }
      asked.keepOnly(workspaces.stream().map(ws -> key(ws)).collect(Collectors.toSet()));
      var problem = enroller.run(directory, asked.directory(), workspaces);
      taken.put(ResourceID.fromResource(directory), new Taken(clock.instant(), epoch, problem));
    } catch (UsersUnavailable e) {
      LOG.warn(
          "users of Directory {}/{} are not looked up: {}",
          directory.getMetadata().getNamespace(),
          directory.getMetadata().getName(),
          e.getMessage());
    }
  }

  void forget(ResourceID directory) {
    taken.remove(directory);
  }

  private void part(Asked asked, List<WorkSpace> workspaces) {
    Set<String> names =
        workspaces.stream().map(ws -> ws.getSpec().userName()).collect(Collectors.toSet());
    asked.askAgain(names);
    workspaces.stream()
        .filter(ws -> asked.answer(ws.getSpec().userName()).filter(a -> isNews(ws, a)).isPresent())
        .map(ResourceID::fromResource)
        .forEach(lookups::tell);
  }

  private static String key(WorkSpace workspace) {
    return LoginName.key(workspace.getSpec().userName());
  }

  /** Whether the status of a WorkSpace says otherwise, so that a restart is no news for anybody. */
  private static boolean isNews(WorkSpace workspace, UserAnswer answer) {
    UserStatus told = workspace.getStatus() == null ? null : workspace.getStatus().user();
    return told == null
        || (answer instanceof UserAnswer.Known known
            ? !Objects.equals(known.user(), told)
            : told.goneSince() == null || !isTold(workspace, answer));
  }

  private static boolean isTold(WorkSpace workspace, UserAnswer answer) {
    return answer instanceof UserAnswer.Gone gone
        && Conditions.find(Conditions.of(workspace), ConditionType.UserResolved)
            .filter(condition -> condition.reason().equals(gone.reason().name()))
            .isPresent();
  }

  private static Duration interval(Directory directory) {
    UserRules rules = directory.getSpec().users();
    Integer minutes = rules == null ? null : rules.checkIntervalMinutes();
    return Duration.ofMinutes(minutes == null ? DEFAULT_MINUTES : minutes);
  }
}
