package dev.deskwright.gateway.signin;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectorySpec;
import dev.deskwright.users.UserDirectories;
import dev.deskwright.users.UserDirectory;
import dev.deskwright.users.UsersUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Directories that stay open from one question to the next, each as its Directory describes it now.
 * For many threads; one that is slow to open holds up nobody who asks another.
 */
public final class OpenDirectories implements AutoCloseable {

  /** How long the Secrets and ConfigMaps that a Directory names are taken as read. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  /** What is open of one Directory; guarded by itself. */
  private static final class Slot {
    private DirectorySpec spec;
    private UserDirectory users;
    private Instant checked = Instant.MIN;

    private void close() {
      if (users != null) {
        users.close();
        users = null;
      }
    }
  }

  private final UserDirectories directories;
  private final Clock clock;
  private final Map<String, Slot> slots = new ConcurrentHashMap<>();

  /**
   * Opens nothing yet.
   *
   * @param directories opens them, with those that they trust
   */
  public OpenDirectories(UserDirectories directories, Clock clock) {
    this.directories = directories;
    this.clock = clock;
  }

  /**
   * The directory, to be asked now. It is not the caller's to close.
   *
   * @throws UsersUnavailable if it cannot be asked as it is described
   */
  public UserDirectory of(Directory directory) {
    Slot slot = slots.computeIfAbsent(directory.getMetadata().getUid(), uid -> new Slot());
    synchronized (slot) {
      if (slot.users == null || !isCurrent(slot, directory)) {
        slot.close();
        slot.users = directories.open(directory);
        slot.spec = directory.getSpec();
        slot.checked = clock.instant();
      }
      return slot.users;
    }
  }

  private boolean isCurrent(Slot slot, Directory directory) {
    if (!slot.spec.equals(directory.getSpec())) {
      return false;
    }
    Instant now = clock.instant();
    if (!slot.checked.equals(Instant.MIN) && now.isBefore(slot.checked.plus(FRESH))) {
      return true;
    }
    try {
      slot.checked = now;
      return directories.isCurrent(directory, slot.users);
    } catch (UsersUnavailable unreadable) {
      // Whether it has changed cannot be told: it may still answer.
      return true;
    }
  }

  /** It did not answer: what it was opened with may have changed, and is read again next time. */
  public void doubt(Directory directory) {
    Slot slot = slots.get(directory.getMetadata().getUid());
    if (slot != null) {
      synchronized (slot) {
        slot.checked = Instant.MIN;
      }
    }
  }

  /** Closes a directory: its Directory was deleted. */
  public void forget(Directory directory) {
    Slot slot = slots.remove(directory.getMetadata().getUid());
    if (slot != null) {
      synchronized (slot) {
        slot.close();
      }
    }
  }

  @Override
  public void close() {
    for (Slot slot : slots.values()) {
      synchronized (slot) {
        slot.close();
      }
    }
    slots.clear();
  }
}
