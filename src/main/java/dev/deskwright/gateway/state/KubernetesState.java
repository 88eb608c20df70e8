package dev.deskwright.gateway.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The state of a gateway in a cluster: Secrets in the gateway's own namespace. Enrolments have one
 * each; other documents share a fixed number of them. A change is written with the version that was
 * read, so the API server refuses the slower of two writers, who then looks again.
 */
public final class KubernetesState implements SharedState {

  private static final int TRIES = 60;
  private static final int LOCKS = 64;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final Secrets secrets;
  private final Clock clock;

  /** Threads of one replica need not race on the API server. */
  private final ReentrantLock[] locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);

  /**
   * Reads and writes nothing yet.
   *
   * @param client with time limits of a few seconds and few retries: callers wait for it
   * @param namespace the gateway's own
   */
  public KubernetesState(KubernetesClient client, String namespace, Clock clock) {
    this.secrets = new Secrets(client, namespace);
    this.clock = clock;
  }

  @Override
  public Optional<ObjectNode> read(Kind kind, String key) {
    Place place = Place.of(kind, key);
    return new Bucket(secrets.get(place.secret()).orElse(null))
        .get(place.dataKey(), clock.instant());
  }

  @Override
  public List<ObjectNode> all(Kind kind) {
    Instant now = clock.instant();
    return secrets.list(kind).stream()
        .flatMap(secret -> new Bucket(secret).all(now).stream())
        .toList();
  }

  @Override
  public <T> T change(Kind kind, String key, Function<Optional<ObjectNode>, Change<T>> change) {
    Place place = Place.of(kind, key);
    ReentrantLock lock = locks[Math.floorMod(place.secret().hashCode(), LOCKS)];
    acquire(lock);
    try {
      return tryToChange(kind, key, place, change);
    } finally {
      lock.unlock();
    }
  }

  private static void acquire(ReentrantLock lock) {
    try {
      if (!lock.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new StateUnavailable(
            "The API server is slow: the gateway's state cannot be changed.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StateUnavailable("The gateway is stopping.");
    }
  }

  private <T> T tryToChange(
      Kind kind, String key, Place place, Function<Optional<ObjectNode>, Change<T>> change) {
    for (int tries = 0; tries < TRIES; tries++) {
      Optional<Secret> secret = secrets.get(place.secret());
      Instant now = clock.instant();
      Bucket bucket = new Bucket(secret.orElse(null));
      Optional<ObjectNode> before = bucket.get(place.dataKey(), now);
      Change<T> wanted = change.apply(before.map(ObjectNode::deepCopy));
      if (wanted.action() instanceof Change.Keep
          || (wanted.action() instanceof Change.Delete && before.isEmpty())) {
        return wanted.result();
      }
      apply(kind, place, bucket, wanted.action(), now);
      if (write(kind, key, place, secret, bucket)) {
        return wanted.result();
      }
      pause(tries);
    }
    throw new StateUnavailable("Too many replicas change the gateway's state at once.");
  }

  private static void apply(
      Kind kind, Place place, Bucket bucket, Change.Action action, Instant now) {
    bucket.dropEnded(now);
    bucket.remove(place.dataKey());
    if (!(action instanceof Change.Write write)) {
      return;
    }
    bucket.put(place.dataKey(), new Entry(write.content(), write.until()));
    if (bucket.isTooLarge() && kind.makesRoom()) {
      bucket.makeRoom(place.dataKey());
    }
    if (bucket.isTooLarge()) {
      throw new StateUnavailable(
          "Secret \"%s\" of the gateway's state is full; it empties as its entries end."
              .formatted(place.secret()));
    }
  }

  /** Whether it was written, and nobody was faster. */
  private boolean write(
      Kind kind, String key, Place place, Optional<Secret> secret, Bucket bucket) {
    if (secret.isEmpty()) {
      return secrets.create(kind, place.secret(), key, bucket.data());
    }
    return (bucket.isEmpty() && kind.buckets() == 0)
        ? secrets.delete(secret.get())
        : secrets.replace(secret.get(), bucket.data());
  }

  private static void pause(int tries) {
    long millis = Math.min(5L * (tries + 1), 100);
    LockSupport.parkNanos(
        ThreadLocalRandom.current().nextLong(TimeUnit.MILLISECONDS.toNanos(millis)));
  }
}
