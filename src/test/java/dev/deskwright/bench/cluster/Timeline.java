package dev.deskwright.bench.cluster;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.kernel.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/**
 * When what happened to each desktop, as a client sees it that has no part in it: by its own
 * watches, on its own clock. Times are in seconds.
 */
public final class Timeline implements AutoCloseable {

  /** What was seen of one desktop; 0 is never. */
  public static final class Desktop {
    private volatile double asked;
    private volatile double seen;
    private volatile double claims;
    private volatile double bound;
    private volatile double pod;
    private volatile double podReady;
    private volatile double state;
    private volatile WorkSpaceState lastState;
    private final Set<String> boundClaims = ConcurrentHashMap.newKeySet();

    /** From the request to the state. */
    public double untilState() {
      return state - asked;
    }

    /** From the request to a pod that is ready. */
    public double untilReady() {
      return podReady - asked;
    }

    public double readyAt() {
      return podReady;
    }

    public double stateAt() {
      return state;
    }

    /**
     * The part that is the operator's: from the WorkSpace to the last thing made for it, without
     * the wait for its volumes, and from the ready pod to the state. The rest is the control
     * plane's.
     */
    public double operatorsShare() {
      double volumes = pod > bound ? Math.max(0, bound - claims) : 0;
      return Math.max(claims, pod) - seen - volumes + (state - podReady);
    }
  }

  private final Map<String, Desktop> desktops = new ConcurrentHashMap<>();
  private final List<Watch> watches;
  private volatile WorkSpaceState awaited = WorkSpaceState.AVAILABLE;
  private volatile String broken;
  private volatile BooleanSupplier alive = () -> true;

  public Timeline(KubernetesClient client) {
    watches =
        List.of(
            client.resources(WorkSpace.class).watch(new Eyes<>(this::workspace)),
            client.persistentVolumeClaims().watch(new Eyes<>(this::claim)),
            client.pods().watch(new Eyes<>(this::pod)));
  }

  public static double now() {
    return System.nanoTime() / 1e9;
  }

  /** Forgets what was before; from now on, this state is waited for. */
  public void begin(WorkSpaceState state) {
    awaited = state;
    desktops.clear();
  }

  /** This desktop, or its pod and claims, are asked for now. */
  public void asked(String name) {
    of(name).asked = now();
  }

  private Desktop of(String name) {
    return desktops.computeIfAbsent(name, n -> new Desktop());
  }

  private void workspace(Watcher.Action action, WorkSpace workspace) {
    Desktop desktop = of(workspace.getMetadata().getName());
    if (desktop.seen == 0) {
      desktop.seen = now();
    }
    WorkSpaceState state = workspace.getStatus() == null ? null : workspace.getStatus().state();
    if (state == awaited && desktop.lastState != state && desktop.state == 0) {
      desktop.state = now();
    }
    desktop.lastState = state;
  }

  private void claim(Watcher.Action action, PersistentVolumeClaim claim) {
    Desktop desktop = of(owner(claim));
    if (action == Watcher.Action.ADDED) {
      desktop.claims = now();
    }
    if ("Bound".equals(claim.getStatus().getPhase())
        && desktop.boundClaims.add(claim.getMetadata().getName())) {
      desktop.bound = now();
    }
  }

  private void pod(Watcher.Action action, Pod pod) {
    Desktop desktop = of(owner(pod));
    switch (action) {
      case ADDED -> desktop.pod = now();
      case DELETED -> {}
      default -> {
        if (desktop.podReady == 0 && isReady(pod)) {
          desktop.podReady = now();
        }
      }
    }
  }

  private static String owner(HasMetadata object) {
    return Objects.requireNonNull(object.getMetadata().getLabels().get(Labels.WORKSPACE));
  }

  private static boolean isReady(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
  }

  /** Waits until all have reached the state. */
  public void awaitState(int count, Duration atMost) {
    await(count, atMost, d -> d.state > 0);
  }

  /** Waits until all pods are ready. */
  public void awaitReady(int count, Duration atMost) {
    await(count, atMost, d -> d.podReady > 0);
  }

  /** From now on, waiting fails at once when this is not so any more. */
  public void dependOn(BooleanSupplier operatorIsAlive) {
    alive = operatorIsAlive;
  }

  private void await(int count, Duration atMost, Predicate<Desktop> there) {
    Awaitility.await(count + " desktops")
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> isBroken() || desktops.values().stream().filter(there).count() >= count);
    if (isBroken()) {
      throw new IllegalStateException(
          broken == null ? "the operator has ended" : "a watch has ended: " + broken);
    }
  }

  private boolean isBroken() {
    return broken != null || !alive.getAsBoolean();
  }

  public Collection<Desktop> desktops() {
    return desktops.values();
  }

  @Override
  public void close() {
    watches.forEach(Watch::close);
  }

  private final class Eyes<T> implements Watcher<T> {
    private final BiConsumer<Action, T> see;

    Eyes(BiConsumer<Action, T> see) {
      this.see = see;
    }

    @Override
    public void eventReceived(Action action, T object) {
      if (action != Action.BOOKMARK && action != Action.ERROR) {
        see.accept(action, object);
      }
    }

    @Override
    public void onClose(WatcherException cause) {
      broken = cause.getMessage();
    }
  }
}
