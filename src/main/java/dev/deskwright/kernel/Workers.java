package dev.deskwright.kernel;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads on which the passes of all controllers run. */
public final class Workers {

  private final ThreadPoolExecutor threads;

  /**
   * Starts none yet.
   *
   * @param count how many passes can be under way at once
   */
  public Workers(int count) {
    threads =
        new ThreadPoolExecutor(count, count, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
  }

  /**
   * Lets timers sleep until something is due. Those of the Java Operator SDK 5.3 are a pool with no
   * core thread, which looks at its queue a hundred times a second: most of what an operator at
   * rest took of the processor.
   */
  public static void letSleep(ScheduledExecutorService timers) {
    if (timers instanceof ScheduledThreadPoolExecutor pool) {
      pool.setCorePoolSize(1);
    }
  }

  /** Where passes are handed in. */
  public ExecutorService threads() {
    return threads;
  }

  /** How many passes wait for a thread. */
  public int waiting() {
    return threads.getQueue().size();
  }

  /**
   * Lets passes under way end, and none begin.
   *
   * @param atMost after this long those that are left are interrupted
   */
  public void finish(Duration atMost) {
    threads.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    threads.shutdown();
    threads.getQueue().clear();
    try {
      if (!threads.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
