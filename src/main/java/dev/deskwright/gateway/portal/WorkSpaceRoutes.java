package dev.deskwright.gateway.portal;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.RunningMode;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.gateway.cluster.Cluster;
import dev.deskwright.gateway.cluster.WorkSpaceRequests;
import dev.deskwright.gateway.cluster.WorkSpaceRequests.Changes;
import dev.deskwright.gateway.defence.Defence;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.gateway.portal.Refusal.Code;
import dev.deskwright.gateway.session.Session;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** A user's own WorkSpaces: how they are, and what the Directory lets the user do to them. */
final class WorkSpaceRoutes {

  private static final String ONE = "/workspaces/:workspaceId";

  private final Cluster cluster;
  private final Callers callers;
  private final Blocking blocking;
  private final WorkSpaceViews views;
  private final WorkSpaceRequests requests;
  private final StartBudget starts;
  private final Access access;
  private final Defences defences;

  WorkSpaceRoutes(
      Cluster cluster,
      Callers callers,
      Blocking blocking,
      WorkSpaceViews views,
      WorkSpaceRequests requests,
      StartBudget starts,
      Access access,
      Defences defences) {
    this.access = access;
    this.defences = defences;
    this.cluster = cluster;
    this.callers = callers;
    this.blocking = blocking;
    this.views = views;
    this.requests = requests;
    this.starts = starts;
  }

  private record Items(List<WorkSpaceView> items) {}

  private record Nothing() {}

  private record Properties(
      RunningMode.Mode runningMode,
      Integer rootVolumeGib,
      Integer userVolumeGib,
      String computeType) {}

  void addTo(Router router) {
    router.get("/workspaces").handler(this::list);
    router.get(ONE).handler(this::show);
    router.post(ONE + "/start").handler(this::start);
    router
        .post(ONE + "/reboot")
        .handler(context -> operate(context, Operation.reboot, allowed -> allowed.reboot()));
    router
        .post(ONE + "/rebuild")
        .handler(context -> operate(context, Operation.rebuild, allowed -> allowed.rebuild()));
    router.patch(ONE + "/properties").handler(this::modify);
  }

  private void list(RoutingContext context) {
    Session session = callers.required(context);
    access.check(session, callers.client(context.request()));
    Json.answer(
        context,
        200,
        new Items(
            cluster.workspaces(session).stream()
                .map(own -> views.of(own, Optional.empty()))
                .toList()));
  }

  private void show(RoutingContext context) {
    WorkSpace own = own(context, callers.required(context));
    Json.answer(context, 200, views.of(own, Optional.empty()));
  }

  private WorkSpace own(RoutingContext context, Session session) {
    access.check(session, callers.client(context.request()));
    return cluster
        .workspace(context.pathParam("workspaceId"), session)
        .orElseThrow(Refusal::notFound);
  }

  private void start(RoutingContext context) {
    WorkSpace own = own(context, callers.changing(context));
    Json.body(context, Nothing.class);
    startIfStopped(context, own);
  }

  /** Starts it, or says in which way it is on its way already. */
  void startIfStopped(RoutingContext context, WorkSpace own) {
    if (!Permissions.inService(own)) {
      throw notNow(own);
    }
    if (!permissions(own).start()) {
      Json.answer(context, 202, views.of(own, Optional.empty()));
      return;
    }
    starts.take(own);
    write(context, own, () -> ask(own, Operation.start));
  }

  private Void ask(WorkSpace own, Operation operation) {
    requests.ask(own, operation);
    return null;
  }

  private void operate(
      RoutingContext context, Operation operation, Predicate<WorkSpaceView.Permissions> isAllowed) {
    WorkSpace own = own(context, callers.changing(context));
    Json.body(context, Nothing.class);
    if (!isAllowed.test(permissions(own))) {
      throw operation.isAllowedIn(Permissions.state(own)) && Permissions.inService(own)
          ? new Refusal(
              Code.NotPermitted,
              "Your Directory does not let users %s their desktops: ask your administrator."
                  .formatted(operation.name()))
          : notNow(own);
    }
    write(context, own, () -> ask(own, operation));
  }

  private WorkSpaceView.Permissions permissions(WorkSpace own) {
    return defences.has(Defence.SELF_SERVICE)
        ? Permissions.of(own, cluster.directory(own))
        : Permissions.unlimited(own);
  }

  private static Refusal notNow(WorkSpace own) {
    return new Refusal(
        Code.NotNow,
        "That is not possible while the WorkSpace is %s: wait until it is AVAILABLE."
            .formatted(Permissions.state(own)));
  }

  private void modify(RoutingContext context) {
    WorkSpace own = own(context, callers.changing(context));
    Properties wanted = Json.body(context, Properties.class);
    PropertyRules.check(
        own,
        permissions(own),
        wanted.runningMode(),
        wanted.rootVolumeGib(),
        wanted.userVolumeGib(),
        wanted.computeType());
    var changes =
        new Changes(
            Optional.ofNullable(wanted.runningMode()),
            Optional.ofNullable(wanted.rootVolumeGib()),
            Optional.ofNullable(wanted.userVolumeGib()),
            Optional.ofNullable(wanted.computeType()));
    write(
        context,
        own,
        () -> {
          requests.change(own, changes);
          return null;
        });
  }

  private void write(RoutingContext context, WorkSpace own, Callable<Void> write) {
    blocking.answer(
        context,
        () -> {
          try {
            return write.call();
          } catch (KubernetesClientException e) {
            throw refusal(e);
          }
        },
        written -> Json.answer(context, 202, views.of(own, Optional.empty())));
  }

  /** What admission says of a value is for the user to read; other trouble is not. */
  private static Refusal refusal(KubernetesClientException e) {
    boolean isInvalid = e.getCode() == 422 || (e.getCode() == 403 && e.getStatus() != null);
    return isInvalid
        ? new Refusal(
            Code.NotPermitted,
            "The cluster does not accept the change: " + e.getStatus().getMessage())
        : new Refusal(Code.Unavailable, "The cluster cannot be reached: try again in a moment.");
  }
}
