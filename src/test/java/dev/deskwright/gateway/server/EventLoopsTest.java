package dev.deskwright.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EventLoopsTest {

  private final AtomicLong nanos = new AtomicLong();

  @Test
  void aLoopThatStandsStillIsNoticedAndOneThatGoesOnIsWellAgain() throws Exception {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(3));
    try {
      var loops = new EventLoops(vertx, nanos::get);
      assertThat(loops.stuck()).isEmpty();
      var release = new CountDownLatch(1);
      var standing = new CountDownLatch(1);
      vertx.runOnContext(
          now -> {
            standing.countDown();
            await().until(() -> release.getCount() == 0);
          });
      standing.await();
      nanos.set(EventLoops.LIMIT.plusSeconds(1).toNanos());
      await()
          .until(
              () ->
                  loops
                      .stuck()
                      .filter("1 of 3 event loops have not turned for 30 s"::equals)
                      .isPresent());
      release.countDown();
      await().until(() -> loops.stuck().isEmpty());
    } finally {
      vertx.close();
    }
  }
}
