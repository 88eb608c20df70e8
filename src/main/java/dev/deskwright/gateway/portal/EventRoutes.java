package dev.deskwright.gateway.portal;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.gateway.cluster.Cluster;
import dev.deskwright.gateway.cluster.KubernetesDesktops;
import dev.deskwright.gateway.cluster.PodProgress;
import dev.deskwright.gateway.defence.Defence;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.gateway.portal.Refusal.Code;
import dev.deskwright.gateway.portal.WorkSpaceView.Step;
import dev.deskwright.gateway.session.Session;
import dev.deskwright.gateway.session.Sessions;
import dev.deskwright.users.LoginName;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A WorkSpace whenever it changes, as server-sent events. While it starts, its pod is looked at
 * every second, so that the progress that users see is real.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent
 *     events</a>
 */
final class EventRoutes {

  private static final long LOOK_MILLIS = 1000;
  private static final int BEATS_OF_SILENCE = 15;

  /** Tabs and devices of one user; each stream costs a look a second. */
  private static final int STREAMS = 16;

  private final Vertx vertx;
  private final Cluster cluster;
  private final KubernetesDesktops desktops;
  private final Callers callers;
  private final Sessions sessions;
  private final WorkSpaceViews views;
  private final Access access;
  private final Defences defences;
  private final Map<String, Integer> open = new ConcurrentHashMap<>();

  EventRoutes(
      Vertx vertx,
      Cluster cluster,
      KubernetesDesktops desktops,
      Callers callers,
      Sessions sessions,
      WorkSpaceViews views,
      Access access,
      Defences defences) {
    this.access = access;
    this.defences = defences;
    this.vertx = vertx;
    this.cluster = cluster;
    this.desktops = desktops;
    this.callers = callers;
    this.sessions = sessions;
    this.views = views;
  }

  void addTo(Router router) {
    router.get("/workspaces/:workspaceId/events").handler(this::watch);
  }

  private void watch(RoutingContext context) {
    Session session = callers.required(context);
    String id = context.pathParam("workspaceId");
    if (cluster.workspace(id, session).isEmpty()) {
      throw Refusal.notFound();
    }
    access.check(session, callers.client(context.request()));
    String user = take(session);
    HttpServerResponse response = context.response();
    response.setChunked(true).putHeader("Content-Type", "text/event-stream");
    var stream = new Stream(response, session, id);
    long timer = vertx.setPeriodic(0, LOOK_MILLIS, beat -> stream.look());
    Runnable over =
        () -> {
          // Of several signs of the end, one counts.
          if (vertx.cancelTimer(timer)) {
            open.computeIfPresent(user, (key, count) -> count == 1 ? null : count - 1);
          }
        };
    response.exceptionHandler(e -> over.run());
    response.endHandler(ended -> over.run());
    response.closeHandler(closed -> over.run());
  }

  private String take(Session session) {
    String user = session.directoryUid() + "/" + LoginName.key(session.userName());
    if (open.merge(user, 1, Integer::sum) > STREAMS && defences.has(Defence.STREAM_LIMIT)) {
      open.merge(user, -1, Integer::sum);
      throw new Refusal(
          Code.TooManyRequests, "The desktop is open in too many windows: close some of them.");
    }
    return user;
  }

  /** One user looking at one WorkSpace. Runs on the event loop of their connection. */
  private final class Stream {

    private final HttpServerResponse response;
    private final Session session;
    private final String id;
    private String last = "";
    private int silence;
    private boolean looking;

    Stream(HttpServerResponse response, Session session, String id) {
      this.response = response;
      this.session = session;
      this.id = id;
    }

    void look() {
      Optional<WorkSpace> own = cluster.workspace(id, session);
      if (own.isEmpty() || sessions.isOver(session)) {
        response.end();
      } else if (!StartTimes.isOnTheWay(own.get())) {
        send(own.get(), Optional.empty());
      } else if (!looking) {
        looking = true;
        desktops
            .progress(own.get())
            .onComplete(
                seen -> {
                  looking = false;
                  send(
                      own.get(),
                      Optional.of(seen.succeeded() ? step(seen.result()) : Step.Accepted));
                });
      }
    }

    private void send(WorkSpace workspace, Optional<Step> step) {
      // A client that does not read gets no more: what it missed would be old news.
      if (response.ended() || response.closed() || response.writeQueueFull()) {
        return;
      }
      String now = Json.text(views.of(workspace, step));
      if (!now.equals(last)) {
        last = now;
        silence = 0;
        response.write("event: workspace\ndata: " + now + "\n\n");
      } else if (++silence >= BEATS_OF_SILENCE) {
        silence = 0;
        response.write(": nothing new\n\n");
      }
    }
  }

  private static Step step(PodProgress progress) {
    return switch (progress) {
      case NONE -> Step.Accepted;
      case SCHEDULING -> Step.Scheduling;
      case VOLUMES -> Step.Volumes;
      case STARTING -> Step.Starting;
      case READY -> Step.Ready;
    };
  }
}
