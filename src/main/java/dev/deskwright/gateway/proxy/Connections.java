package dev.deskwright.gateway.proxy;

import dev.deskwright.gateway.session.Session;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** The connections of this replica: how many there may be, and their end. */
public final class Connections {

  private static final long POLL_MILLIS = 20;

  private final Vertx vertx;
  private final ProxyLimits limits;
  private final Set<Live> live = ConcurrentHashMap.newKeySet();
  private final Map<String, Live> newest = new ConcurrentHashMap<>();
  private final Map<String, Integer> perUser = new ConcurrentHashMap<>();
  private final AtomicInteger all = new AtomicInteger();
  private volatile boolean draining;

  /** No connection yet. */
  public Connections(Vertx vertx, ProxyLimits limits) {
    this.vertx = vertx;
    this.limits = limits;
  }

  /** One that stands, or is about to. */
  interface Live {

    Connected connected();

    /** Ends it, from any thread; does nothing the second time. */
    void end(Ending ending);
  }

  /** A place that was taken. */
  final class Place {

    private final String user;
    private boolean free;

    private Place(String user) {
      this.user = user;
    }

    synchronized void leave() {
      if (!free) {
        free = true;
        all.decrementAndGet();
        perUser.computeIfPresent(user, (u, count) -> count == 1 ? null : count - 1);
      }
    }
  }

  /** How many connections there are, those that are just being opened included. */
  public int sessions() {
    return all.get();
  }

  /** The same by the UID of the Directory whose users they are; only those with any. */
  public Map<String, Integer> sessionsByDirectory() {
    Map<String, Integer> found = new HashMap<>();
    perUser.forEach(
        (user, count) -> found.merge(user.substring(0, user.indexOf('/')), count, Integer::sum));
    return found;
  }

  /** Whether no new connection is taken, since this replica goes. */
  public boolean isDraining() {
    return draining;
  }

  /**
   * Ends connections at once: the desktop's side is cut before this returns to its event loop, and
   * the client is told.
   *
   * @return how many
   */
  public int close(Predicate<Connected> which, Ending ending) {
    int ended = 0;
    for (Live each : live) {
      if (which.test(each.connected())) {
        each.end(ending);
        ended++;
      }
    }
    return ended;
  }

  /**
   * Takes no new connection from here on, and ends those there are, spread over three quarters of
   * the time, so that their clients do not all arrive elsewhere at once.
   *
   * @return done when the last one has ended, or the time is up
   */
  public Future<Void> drain(Duration within) {
    draining = true;
    List<Live> ends = List.copyOf(live);
    long window = within.toMillis() * 3 / 4;
    for (int i = 0; i < ends.size(); i++) {
      Live each = ends.get(i);
      long delay = window * i / ends.size();
      if (delay == 0) {
        each.end(Ending.DRAINING);
      } else {
        vertx.setTimer(delay, timer -> each.end(Ending.DRAINING));
      }
    }
    Promise<Void> done = Promise.promise();
    long deadline = vertx.setTimer(Math.max(1, within.toMillis()), timer -> done.tryComplete());
    vertx.setPeriodic(
        POLL_MILLIS,
        timer -> {
          if (all.get() == 0 || done.future().isComplete()) {
            done.tryComplete();
            vertx.cancelTimer(timer);
            vertx.cancelTimer(deadline);
          }
        });
    return done.future();
  }

  /** A place for one more connection of this user, or why there is none. */
  Optional<Place> reserve(Session session) {
    String user = user(session);
    int own = perUser.merge(user, 1, Integer::sum);
    int total = all.incrementAndGet();
    var place = new Place(user);
    if (own > limits.connectionsPerUser() || total > limits.connections()) {
      place.leave();
      return Optional.empty();
    }
    return Optional.of(place);
  }

  /** From here on, whoever ends connections finds this one. */
  void add(Live connection) {
    live.add(connection);
    if (draining) {
      connection.end(Ending.DRAINING);
    }
  }

  /** The one connection of its user to its desktop, from here on; an older one ends. */
  void takeOver(Live connection) {
    Live older = newest.put(key(connection), connection);
    if (older != null && older != connection) {
      older.end(Ending.TAKEN_OVER);
    }
  }

  void remove(Live connection) {
    live.remove(connection);
    newest.remove(key(connection), connection);
  }

  private static String key(Live connection) {
    var connected = connection.connected();
    return user(connected.session()) + "/" + connected.target().workspaceUid();
  }

  private static String user(Session session) {
    return session.directoryUid() + "/" + session.userName();
  }
}
