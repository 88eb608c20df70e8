package dev.deskwright.directory;

import static dev.deskwright.api.v1alpha1.ConditionType.Ready;

import dev.deskwright.api.v1alpha1.ConditionType;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectoryReason;
import dev.deskwright.api.v1alpha1.UserRules;
import dev.deskwright.api.v1alpha1.UserStatus;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.kernel.Conditions;
import dev.deskwright.kernel.Finding;
import dev.deskwright.users.LoginName;
import dev.deskwright.users.UserAnswer;
import dev.deskwright.users.UserDirectory;
import dev.deskwright.users.UsersUnavailable;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks all users of a Directory up from time to time, and has the WorkSpaces looked at for which
 * that is news. A directory that does not answer changes nothing.
 */
final class UserCensus {

  private static final Logger LOG = LoggerFactory.getLogger(UserCensus.class);
  private static final int DEFAULT_MINUTES = 15;

  /** What one can find wrong. */
  private static final List<DirectoryReason> PROBLEMS =
      List.of(DirectoryReason.UsersVanished, DirectoryReason.ProvisioningFailed);

  /** How many names are given to a directory at a time. */
  private static final int AT_A_TIME = 1_000;

  private final UserLookups lookups;
  private final Clock clock;
  private final Enroller enroller;
  private final Map<ResourceID, Taken> taken = new ConcurrentHashMap<>();

  /**
   * The last one.
   *
   * @param problem why its answers are not believed, or a member of a group has no WorkSpace
   */
  private record Taken(Instant at, int epoch, Optional<Finding> problem) {}

  UserCensus(UserLookups lookups, Enroller enroller, Clock clock) {
    this.lookups = lookups;
    this.enroller = enroller;
    this.clock = clock;
  }

  /** What was wrong with the last one, even if an operator before this one took it. */
  Optional<Finding> problem(Directory directory) {
    Taken last = taken.get(ResourceID.fromResource(directory));
    return last == null ? told(directory) : last.problem();
  }

  private static Optional<Finding> told(Directory directory) {
    return Conditions.find(Conditions.of(directory), Ready)
        .flatMap(
            ready ->
                PROBLEMS.stream()
                    .filter(reason -> reason.name().equals(ready.reason()))
                    .map(reason -> Finding.no(Ready, reason, ready.message()))
                    .findFirst());
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
   * @param all the WorkSpaces of the Directory, as they are when asked for; empty while not all are
   *     known, and then none is taken
   */
  void take(Directory directory, Asked asked, Supplier<Optional<List<WorkSpace>>> all) {
    // Before the WorkSpaces are listed: whoever asks from now on may be none of them.
    Set<String> outdated = asked.keys();
    all.get().ifPresent(workspaces -> take(directory, asked, outdated, workspaces));
  }

  private void take(
      Directory directory, Asked asked, Set<String> outdated, List<WorkSpace> workspaces) {
    int epoch = asked.epoch();
    workspaces.stream().map(UserCensus::key).forEach(outdated::remove);
    asked.forget(outdated);
    try {
      var found = find(asked.directory(), workspaces);
      Optional<Finding> suspicion =
          Absence.suspicion(workspaces, found)
              .map(why -> Finding.no(Ready, DirectoryReason.UsersVanished, why));
      Optional<Finding> problem =
          suspicion.isPresent() ? suspicion : believe(directory, asked, found, workspaces);
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

  private static Map<String, UserAnswer> find(UserDirectory users, List<WorkSpace> workspaces) {
    Map<String, UserAnswer> found = new HashMap<>();
    List<String> names = workspaces.stream().map(ws -> ws.getSpec().userName()).distinct().toList();
    for (int i = 0; i < names.size(); i += AT_A_TIME) {
      found.putAll(users.find(names.subList(i, Math.min(i + AT_A_TIME, names.size()))));
    }
    return found;
  }

  private Optional<Finding> believe(
      Directory directory, Asked asked, Map<String, UserAnswer> found, List<WorkSpace> workspaces) {
    asked.learn(found);
    workspaces.stream()
        .filter(ws -> isNews(ws, found.get(ws.getSpec().userName())))
        .map(ResourceID::fromResource)
        .forEach(lookups::tell);
    return enroller
        .run(directory, asked.directory(), workspaces)
        .map(why -> Finding.no(Ready, DirectoryReason.ProvisioningFailed, why));
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
