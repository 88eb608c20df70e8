package dev.deskwright.demo;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Follows the WorkSpaces of a namespace, and shows them while it waits for something. */
final class WorkSpaceWatch implements AutoCloseable {

  private static final int REDRAW_MILLIS = 200;

  private final Screen screen;
  private final CleanUp cleanUp;
  private final Clock clock;
  private final Map<String, WorkSpaceState> shown = new HashMap<>();
  private final BlockingQueue<WorkSpace> changes = new LinkedBlockingQueue<>();
  private final SharedIndexInformer<WorkSpace> informer;

  WorkSpaceWatch(
      KubernetesClient client, String namespace, Screen screen, CleanUp cleanUp, Clock clock) {
    this.screen = screen;
    this.cleanUp = cleanUp;
    this.clock = clock;
    this.informer =
        client
            .resources(WorkSpace.class)
            .inNamespace(namespace)
            .inform(SimulatedNodes.onEach(changes::add, gone -> {}));
  }

  /** The WorkSpaces as they are now, by name. */
  List<WorkSpace> now() {
    return informer.getStore().list().stream()
        .sorted(Comparator.comparing(ws -> ws.getMetadata().getName()))
        .toList();
  }

  /**
   * Shows the WorkSpaces until it is as wanted.
   *
   * @return false if it was not so in time
   */
  boolean await(Predicate<List<WorkSpace>> wanted, Duration atMost) throws InterruptedException {
    Instant start = clock.instant();
    Optional<WorkSpace> change = Optional.empty();
    while (true) {
      cleanUp.check();
      List<WorkSpace> now = now();
      Duration elapsed = Duration.between(start, clock.instant());
      change.ifPresent(changed -> showChange(changed, elapsed));
      screen.update(WorkSpaceTable.counts(now), WorkSpaceTable.lines(now, screen.ink()));
      if (changes.isEmpty() && wanted.test(now)) {
        return true;
      }
      if (elapsed.compareTo(atMost) > 0) {
        return false;
      }
      change = Optional.ofNullable(changes.poll(REDRAW_MILLIS, TimeUnit.MILLISECONDS));
    }
  }

  private void showChange(WorkSpace changed, Duration elapsed) {
    String name = changed.getMetadata().getName();
    WorkSpaceTable.state(changed)
        .filter(state -> state != shown.put(name, state) && !screen.isLive())
        .ifPresent(
            state ->
                screen.line(
                    "      %5.1f s  %s: %s".formatted(elapsed.toMillis() / 1e3, name, state)));
  }

  @Override
  public void close() {
    informer.close();
  }
}
