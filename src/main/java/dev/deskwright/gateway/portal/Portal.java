package dev.deskwright.gateway.portal;

import dev.deskwright.gateway.defence.Defence;
import dev.deskwright.gateway.portal.Refusal.Code;
import dev.deskwright.gateway.portal.Refusal.Problem;
import dev.deskwright.gateway.server.HostNames;
import dev.deskwright.gateway.server.PagePolicy;
import dev.deskwright.gateway.server.Pages;
import dev.deskwright.gateway.state.StateUnavailable;
import dev.deskwright.users.UsersUnavailable;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.HttpException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page and the API behind it, as one handler of requests. */
public final class Portal {

  private static final Logger LOG = LoggerFactory.getLogger(Portal.class);
  private static final String API = "/api/v1";
  private static final String DESCRIPTION = "/dev/deskwright/gateway/openapi.yaml";
  private static final int LARGEST_BODY = 16 << 10;

  private final PortalParts parts;
  private final Router router;
  private final HostNames hosts;
  private final PagePolicy policy;
  private final Pages pages;
  private final Buffer description = description();

  /** Routes to these parts. */
  public Portal(Vertx vertx, PortalParts parts) {
    this.parts = parts;
    this.hosts = parts.hosts();
    this.policy = parts.policy();
    this.pages = new Pages(parts.defences());
    this.router = Router.router(vertx);
    router.route().handler(this::receive).failureHandler(this::explain);
    BodyHandler bodies = BodyHandler.create(false);
    bodies.setBodyLimit(parts.defences().has(Defence.REQUEST_SIZE) ? LARGEST_BODY : -1);
    router.route(API + "/*").handler(bodies);
    router.route(API + "/*").subRouter(api(vertx));
    parts.providers().addTo(router);
    router
        .get("/desktops/:workspaceId/rfb")
        .handler(
            context ->
                parts.connections().upgrade(context.request(), context.pathParam("workspaceId")));
    router.route().handler(this::page);
  }

  /** Answers a request. */
  public void handle(HttpServerRequest request) {
    router.handle(request);
  }

  private Router api(Vertx vertx) {
    Router api = Router.router(vertx);
    parts.signIn().addTo(api);
    parts.providers().addToApi(api);
    parts.session().addTo(api);
    parts.workspaces().addTo(api);
    parts.events().addTo(api);
    parts.connections().addTo(api);
    parts.fleet().addTo(api);
    api.get("/openapi.yaml")
        .handler(
            context ->
                context
                    .response()
                    .putHeader("Content-Type", "application/yaml; charset=utf-8")
                    .end(description));
    return api;
  }

  private void receive(RoutingContext context) {
    policy.addTo(context.response().headers());
    if (!hosts.isPage(context.request()) && parts.defences().has(Defence.HOST_NAMES)) {
      context.response().setStatusCode(421).end();
      return;
    }
    if (isAmbiguous(context.request())) {
      // What follows on this connection may be what another reads as the body.
      context.response().setStatusCode(400).end();
      context.request().connection().close();
      return;
    }
    context.next();
  }

  /**
   * No browser sends chunks. Where a length came with them, the HTTP library has dropped that, so
   * it cannot be told any more; it reads nothing behind such a request either.
   */
  private static boolean isAmbiguous(HttpServerRequest request) {
    return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        || request.headers().getAll(HttpHeaders.CONTENT_LENGTH).size() > 1;
  }

  private void page(RoutingContext context) {
    boolean reads =
        HttpMethod.GET.equals(context.request().method())
            || HttpMethod.HEAD.equals(context.request().method());
    if (context.request().path().startsWith(API + "/")
        || !reads
        || !pages.answer(context.request())) {
      throw new Refusal(Code.NotFound, "There is nothing here.");
    }
  }

  private void explain(RoutingContext context) {
    if (context.response().ended() || context.response().closed()) {
      return;
    }
    if (context.response().headWritten()) {
      context.request().connection().close();
      return;
    }
    Problem problem = problem(context);
    if (problem.retryAfterSeconds() != null) {
      context
          .response()
          .putHeader("Retry-After", String.format(Locale.ROOT, "%d", problem.retryAfterSeconds()));
    }
    Json.answer(context, problem.code().status(), problem);
  }

  private static Problem problem(RoutingContext context) {
    Throwable cause = context.failure();
    if (cause instanceof Refusal refusal) {
      return refusal.problem();
    }
    if (cause instanceof UsersUnavailable) {
      LOG.warn("a directory cannot be asked: {}", cause.getMessage());
      return new Problem(
          Code.DirectoryUnavailable, "The directory does not answer: try again later.", null);
    }
    if (cause instanceof StateUnavailable || cause instanceof KubernetesClientException) {
      LOG.warn("the cluster cannot be asked: {}", cause.getMessage());
      return new Problem(
          Code.Unavailable, "The cluster cannot be reached: try again in a moment.", null);
    }
    boolean isOfClient =
        cause instanceof HttpException
            || cause instanceof IllegalArgumentException
            || (context.statusCode() >= 400 && context.statusCode() < 500);
    if (isOfClient) {
      return new Problem(Code.BadRequest, "The request is too large, or is none.", null);
    }
    LOG.error("{} {}", context.request().method(), context.normalizedPath(), cause);
    return new Problem(
        Code.Unavailable, "Something went wrong here, and is in the gateway's log.", null);
  }

  private static Buffer description() {
    try (InputStream file = Portal.class.getResourceAsStream(DESCRIPTION)) {
      return Buffer.buffer(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
