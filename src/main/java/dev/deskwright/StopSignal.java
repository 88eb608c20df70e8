package dev.deskwright;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The process is told to stop, and stops only when its work has ended. */
final class StopSignal {

  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  private StopSignal() {}

  /** Waits for the signal from now on. */
  static StopSignal install() {
    var signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(new Thread(signal::stop, "stop"));
    return signal;
  }

  /** Returns when the process is told to stop. */
  void await() throws InterruptedException {
    stop.await();
  }

  /** The same, but at most so long; whether the process is told to stop. */
  boolean await(Duration atMost) throws InterruptedException {
    return stop.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The work has ended: the process may go. */
  void stopped() {
    stopped.countDown();
  }

  private void stop() {
    stop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
