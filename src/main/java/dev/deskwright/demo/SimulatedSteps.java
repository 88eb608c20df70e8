package dev.deskwright.demo;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Steps that the simulated parts of a cluster take a little later, as real ones do. A step that is
 * waiting is not taken twice, and one that can't be done yet is tried again.
 */
public final class SimulatedSteps implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SimulatedSteps.class);
  private static final int SHORTEST_MILLIS = 200;
  private static final int LONGEST_MILLIS = 900;

  /** Calls back later; a test decides when. */
  @FunctionalInterface
  public interface Timer {
    /** Runs the step on another thread, when the delay is over. */
    void after(Duration delay, Runnable step);
  }

  /** A timer that really waits. */
  public static final class RealTime implements Timer, AutoCloseable {
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);
    private final int haste;

    /** As long as a real node would take. */
    public RealTime() {
      this(1);
    }

    /**
     * For tests.
     *
     * @param haste how many times as fast as a real node
     */
    public RealTime(int haste) {
      this.haste = haste;
    }

    @Override
    public void after(Duration delay, Runnable step) {
      var unused = threads.schedule(step, delay.toNanos() / haste, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
      threads.shutdownNow();
    }
  }

  private final Timer timer;
  // The same seed every time: two runs of the demo look alike.
  private final Random random = new Random(20_260_101);
  private final Set<String> waiting = new HashSet<>();
  private boolean closed;

  SimulatedSteps(Timer timer) {
    this.timer = timer;
  }

  /**
   * Takes a step after a short while, unless it is waiting already.
   *
   * @param name tells this step of this object from all others
   * @param step reads the object anew and says whether all is done; if not, it is called again
   */
  void soon(String name, BooleanSupplier step) {
    Duration delay;
    synchronized (this) {
      if (closed || !waiting.add(name)) {
        return;
      }
      delay = Duration.ofMillis(random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS));
    }
    timer.after(delay, () -> take(name, step));
  }

  private void take(String name, BooleanSupplier step) {
    synchronized (this) {
      waiting.remove(name);
      if (closed) {
        return;
      }
    }
    if (!isDone(name, step)) {
      soon(name, step);
    }
  }

  private static boolean isDone(String name, BooleanSupplier step) {
    try {
      return step.getAsBoolean();
    } catch (KubernetesClientException e) {
      // A conflict with somebody else's write, mostly; the next try reads the object anew.
      LOG.info("{} is tried again: {}", name, e.getMessage());
      return false;
    } catch (RuntimeException e) {
      // The thread would swallow it, and what waits for the step would wait for ever.
      LOG.warn("{} failed, and is tried again", name, e);
      return false;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
