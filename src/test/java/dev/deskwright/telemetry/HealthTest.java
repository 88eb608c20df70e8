package dev.deskwright.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class HealthTest {

  @Test
  void threadsThatWaitForEachOtherAreNoticed() throws Exception {
    assertThat(Health.deadlock()).isEmpty();
    var left = new ReentrantLock();
    var right = new ReentrantLock();
    var both = new CountDownLatch(2);
    Thread one = locking("one", left, right, both);
    Thread other = locking("other", right, left, both);
    await().until(() -> Health.deadlock().isPresent());
    assertThat(Health.deadlock())
        .get()
        .asString()
        .contains("deadlock: ", "one waits for other", "other waits for one");
    one.interrupt();
    one.join();
    other.join();
    assertThat(Health.deadlock()).isEmpty();
  }

  private static Thread locking(
      String name, ReentrantLock first, ReentrantLock second, CountDownLatch both) {
    Thread thread =
        new Thread(
            () -> {
              first.lock();
              try {
                both.countDown();
                both.await();
                second.lockInterruptibly();
                second.unlock();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } finally {
                first.unlock();
              }
            },
            name);
    thread.start();
    return thread;
  }
}
