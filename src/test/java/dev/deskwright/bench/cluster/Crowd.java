package dev.deskwright.bench.cluster;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Many who want something at the same time. */
public final class Crowd {

  private static final int AT_ONCE = 16;

  private Crowd() {}

  /** Does it for each, as fast as the API server takes it; returns when all are done. */
  public static void atOnce(List<String> names, Consumer<String> action) {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      CompletableFuture.allOf(
              names.stream()
                  .map(name -> CompletableFuture.runAsync(() -> action.accept(name), threads))
                  .toArray(CompletableFuture[]::new))
          .join();
    } finally {
      threads.shutdown();
    }
  }

  /** Does it so many times a second, whether or not the one before is done. */
  public static void steadily(List<String> names, int perSecond, Consumer<String> action) {
    var threads = Executors.newScheduledThreadPool(AT_ONCE);
    try {
      CompletableFuture<?>[] all = new CompletableFuture<?>[names.size()];
      for (int i = 0; i < all.length; i++) {
        String name = names.get(i);
        var done = new CompletableFuture<Void>();
        all[i] = done;
        var unused =
            threads.schedule(
                () -> run(done, name, action), i * 1_000L / perSecond, TimeUnit.MILLISECONDS);
      }
      CompletableFuture.allOf(all).join();
    } finally {
      threads.shutdown();
    }
  }

  private static void run(CompletableFuture<Void> done, String name, Consumer<String> action) {
    try {
      action.accept(name);
      done.complete(null);
    } catch (RuntimeException e) {
      done.completeExceptionally(e);
    }
  }
}
