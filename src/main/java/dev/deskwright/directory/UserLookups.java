package dev.deskwright.directory;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.kernel.Debouncer;
import dev.deskwright.kernel.PrimaryCache;
import dev.deskwright.users.UserAnswer;
import dev.deskwright.users.UserDirectories;
import dev.deskwright.users.UserLookup;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/**
 * Looks users up, many in one request: those who are new at once, together with whoever else is new
 * within a moment. It has threads of its own, since a directory may take long to say nothing.
 */
public final class UserLookups implements UserLookup, AutoCloseable {

  /** How long new users are gathered. */
  private static final Duration GATHERING = Duration.ofMillis(50);

  /** How soon a question is put again that nobody has answered. */
  private static final Duration AGAIN = Duration.ofSeconds(10);

  private static final int THREADS = 4;

  private final PrimaryCache<Directory> index = new PrimaryCache<>();
  private final UserDirectories directories;
  private final Consumer<ResourceID> answered;
  private final Map<ResourceID, Asked> asked = new ConcurrentHashMap<>();
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(THREADS, UserLookups::thread);
  private final Debouncer<ResourceID> soon = new Debouncer<>(threads, GATHERING, this::ask);
  private final Debouncer<ResourceID> later = new Debouncer<>(threads, AGAIN, this::ask);

  /**
   * Asks nobody yet.
   *
   * @param directories how Directories are asked
   * @param answered is told which WorkSpace's user was looked up
   */
  public UserLookups(UserDirectories directories, Consumer<ResourceID> answered) {
    this.directories = new TrustingDirectories(directories, index::ofNamespace);
    this.answered = answered;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "user-lookup");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public Optional<UserAnswer> of(WorkSpace workspace) {
    ResourceID directory = directoryOf(workspace);
    Asked one = asked(directory);
    var answer = one.answer(workspace.getSpec().userName());
    if (answer.isEmpty() && !hasDesktop(workspace)) {
      one.wonder(workspace.getSpec().userName(), ResourceID.fromResource(workspace));
      soon.accept(directory);
    }
    return answer;
  }

  /** Who was found and has drives is looked up with all the others, in the next census. */
  private static boolean hasDesktop(WorkSpace workspace) {
    var status = workspace.getStatus();
    return status != null
        && status.user() != null
        && (status.rootVolume() != null || status.userVolume() != null);
  }

  private void ask(ResourceID directory) {
    Asked one = asked(directory);
    one.ask().forEach(answered);
    if (one.isKnown() && one.hasUnanswered()) {
      later.accept(directory);
    }
  }

  /** Where Directories are found, those that others trust among them. */
  public PrimaryCache<Directory> index() {
    return index;
  }

  /** The Directory as it is now; what waited for it is asked. */
  Asked use(Directory directory) {
    ResourceID id = ResourceID.fromResource(directory);
    Asked one = asked(id);
    one.is(directory);
    if (one.hasQuestions()) {
      soon.accept(id);
    }
    return one;
  }

  void forget(ResourceID directory) {
    Asked gone = asked.remove(directory);
    if (gone != null) {
      gone.close();
    }
  }

  /** Has a WorkSpace looked at again. */
  void tell(ResourceID workspace) {
    answered.accept(workspace);
  }

  private Asked asked(ResourceID directory) {
    return asked.computeIfAbsent(directory, id -> new Asked(directories));
  }

  private static ResourceID directoryOf(WorkSpace workspace) {
    return new ResourceID(
        workspace.getSpec().directoryRef().name(), workspace.getMetadata().getNamespace());
  }

  @Override
  public void close() {
    threads.shutdownNow();
    asked.values().forEach(Asked::close);
  }
}
