package dev.deskwright.kernel;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceAction;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceEvent;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Announces once more an object that takes the name of one just deleted. The Java Operator SDK 5.3,
 * when it hands deletions to the reconciler, drops what it hears of a name while it is at that, and
 * the new object would wait for ever.
 */
public final class Rebirth<P extends HasMetadata> extends AbstractEventSource<Void, P>
    implements ResourceEventAware<P> {

  private static final Duration DELAY = Duration.ofSeconds(1);
  private static final Duration MEMORY = Duration.ofMinutes(1);

  private final Set<ResourceID> gone = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer;

  public Rebirth(ScheduledExecutorService timer) {
    super(Void.class, "rebirth");
    this.timer = timer;
  }

  @Override
  public void onResourceDeleted(P object) {
    ResourceID id = ResourceID.fromResource(object);
    gone.add(id);
    later(MEMORY, () -> gone.remove(id));
  }

  @Override
  public void onResourceCreated(P object) {
    ResourceID id = ResourceID.fromResource(object);
    if (gone.contains(id)) {
      later(DELAY, () -> announce(id, object));
    }
  }

  private void announce(ResourceID id, P object) {
    if (isRunning()) {
      getEventHandler().handleEvent(new ResourceEvent(ResourceAction.ADDED, id, object));
    }
  }

  private void later(Duration delay, Runnable action) {
    if (!timer.isShutdown()) {
      var unused = timer.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public Set<Void> getSecondaryResources(P primary) {
    return Set.of();
  }
}
