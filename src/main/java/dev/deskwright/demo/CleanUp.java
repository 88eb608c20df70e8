package dev.deskwright.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what was started, last first: at the end, after a failure, and when the process is told to
 * end, as by Ctrl-C. There is one way out, on the thread that made this: a signal only interrupts
 * that thread, and waits for it.
 */
final class CleanUp implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CleanUp.class);
  // Removing a namespace from a real cluster is what takes longest.
  private static final long LONGEST_SECONDS = 90;

  /** Thrown where the demo is to go no further, since the process has been told to end. */
  static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread thread = Thread.currentThread();
  private final Thread onSignal = new Thread(this::interruptAndWait, "clean-up");
  private volatile boolean told;
  private boolean closing;

  CleanUp() {
    add(this::endChildren);
    Runtime.getRuntime().addShutdownHook(onSignal);
  }

  /** Keeps something, to be closed before all that was kept earlier. */
  <T extends AutoCloseable> T add(T closeable) {
    started.push(closeable);
    return closeable;
  }

  /**
   * When the process has been told to end, no process that it started outlives it: one that was
   * just being started may have nobody else who would end it.
   */
  private void endChildren() {
    if (told) {
      ProcessHandle.current()
          .descendants()
          .filter(ProcessHandle::destroyForcibly)
          .forEach(child -> child.onExit().join());
    }
  }

  /** Goes no further if the process has been told to end; libraries may swallow the interrupt. */
  void check() {
    if (told) {
      throw new Interrupted();
    }
  }

  /** Whether the process has been told to end. */
  boolean isTold() {
    return told;
  }

  private void interruptAndWait() {
    told = true;
    // Others' shutdown hooks run at the same time, and stumble over what is gone already.
    Thread.setDefaultUncaughtExceptionHandler((where, e) -> LOG.warn("{}", where, e));
    interruptUnlessClosing();
    try {
      if (!finished.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("The demo did not end in {} s; something may be left", LONGEST_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Closing is what the signal asks for: once begun, it goes on undisturbed. */
  private synchronized void interruptUnlessClosing() {
    if (!closing) {
      thread.interrupt();
    }
  }

  private synchronized void beginClosing() {
    closing = true;
    // The interrupt has done its work; closing must be able to wait.
    boolean unused = Thread.interrupted();
  }

  @Override
  public void close() {
    beginClosing();
    while (!started.isEmpty()) {
      closeLast();
    }
    finished.countDown();
    if (!told) {
      forgetSignal();
    }
  }

  private void closeLast() {
    AutoCloseable last = started.pop();
    try {
      last.close();
    } catch (Exception e) {
      LOG.warn("{} could not be ended: {}", last, e.toString(), e);
    }
  }

  private void forgetSignal() {
    try {
      Runtime.getRuntime().removeShutdownHook(onSignal);
    } catch (IllegalStateException e) {
      LOG.debug("The process is ending already", e);
    }
  }
}
