package dev.deskwright.telemetry;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a process is. Both are asked often, and must answer at once. */
public interface Health {

  /** Why it must be started anew, which is never because another server does not answer. */
  default Optional<String> notAlive() {
    return deadlock();
  }

  /** What it still lacks, to do its work. */
  Optional<String> notReady();

  /** Whether it lacks nothing. */
  default boolean isReady() {
    return notReady().isEmpty();
  }

  /** Threads that wait for each other, and will for ever. */
  static Optional<String> deadlock() {
    var threads = ManagementFactory.getThreadMXBean();
    long[] locked = threads.findDeadlockedThreads();
    if (locked == null) {
      return Optional.empty();
    }
    String names =
        Arrays.stream(threads.getThreadInfo(locked))
            .filter(Objects::nonNull)
            .map(thread -> thread.getThreadName() + " waits for " + thread.getLockOwnerName())
            .collect(Collectors.joining(", "));
    return Optional.of("deadlock: " + names);
  }
}
