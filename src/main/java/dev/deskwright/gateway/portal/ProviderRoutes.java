package dev.deskwright.gateway.portal;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.OpenIdProvider;
import dev.deskwright.config.GatewayConfig.DirectoryName;
import dev.deskwright.gateway.client.Client;
import dev.deskwright.gateway.client.Cookies;
import dev.deskwright.gateway.oidc.Flow;
import dev.deskwright.gateway.oidc.NotVouched;
import dev.deskwright.gateway.oidc.RedirectAnswer;
import dev.deskwright.gateway.oidc.Vouched;
import dev.deskwright.gateway.portal.Refusal.Code;
import dev.deskwright.gateway.server.HostNames;
import dev.deskwright.gateway.session.Session;
import dev.deskwright.gateway.signin.Step;
import dev.deskwright.gateway.state.Kind;
import dev.deskwright.gateway.state.StateUnavailable;
import dev.deskwright.kernel.Ids;
import io.vertx.core.MultiMap;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signing in by OpenID Connect: to the provider, back from it, and on with what the Directory asks.
 * A browser that comes back from another site is answered with a page that leads on to ours, so
 * that the session is asked for and given within our own origin.
 */
final class ProviderRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(ProviderRoutes.class);

  /** Sent with the provider's redirect, which comes from another site: hence not Strict. */
  static final String FLOW_COOKIE = "__Host-deskwright-oidc";

  static final String VOUCHED_COOKIE = "__Host-deskwright-vouched";
  static final String CALLBACK = "/oidc/callback";

  /** The whole of it, so that nothing that was sent here can be in it. */
  private static final String ONWARD =
      "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta http-equiv=\"refresh\""
          + " content=\"0; url=/#/?%1$s\"><title>Deskwright</title><p><a"
          + " href=\"/#/?%1$s\">Continue</a></p></html>";

  private final PortalParts.Needs needs;
  private final SignInRoutes signIn;

  ProviderRoutes(PortalParts.Needs needs, SignInRoutes signIn) {
    this.needs = needs;
    this.signIn = signIn;
  }

  /** A way in, as the page has it. */
  record Way(String name, String url) {}

  /** The ways into a Directory. */
  static List<Way> of(Directory directory) {
    return all(directory).map(each -> new Way(each.name(), url(directory, each.name()))).toList();
  }

  private static String url(Directory directory, String provider) {
    return "/oidc/%s/%s/begin"
        .formatted(
            Ids.directory(directory.getMetadata().getUid()),
            URLEncoder.encode(provider, StandardCharsets.UTF_8).replace("+", "%20"));
  }

  private static Stream<OpenIdProvider> all(Directory directory) {
    return Stream.ofNullable(directory.getSpec().oidc()).flatMap(List::stream);
  }

  void addTo(Router router) {
    router.get("/oidc/:directory/:provider/begin").handler(this::begin);
    router.get(CALLBACK).handler(this::callback);
  }

  void addToApi(Router api) {
    api.post("/sign-in/provider").handler(this::goOn);
  }

  private void begin(RoutingContext context) {
    String id = context.pathParam("directory");
    Directory directory =
        signIn
            .chosen(context.request())
            .filter(found -> Ids.directory(found.getMetadata().getUid()).equals(id))
            .orElseThrow(ProviderRoutes::noSuchWay);
    OpenIdProvider provider =
        provider(directory, context.pathParam("provider")).orElseThrow(ProviderRoutes::noSuchWay);
    Flow flow = Flow.begin(directory, provider.name(), redirectUri(context.request()));
    asked(
        context,
        flow,
        () -> needs.providers().begin(directory, provider, flow).toString(),
        there -> {
          keep(context, FLOW_COOKIE, flow.sealed(needs.seal(), now()), Flow.LIFE, true);
          context.response().setStatusCode(303).putHeader("Location", there).end();
        });
  }

  private static Refusal noSuchWay() {
    return new Refusal(Code.NotFound, "There is no such way to sign in here.");
  }

  private static Optional<OpenIdProvider> provider(Directory directory, String name) {
    return all(directory).filter(each -> each.name().equals(name)).findFirst();
  }

  private static String redirectUri(HttpServerRequest request) {
    return HostNames.origin(request) + CALLBACK;
  }

  private Instant now() {
    return needs.clock().instant();
  }

  /** Does the work where it may wait; what goes wrong with it is told on the page. */
  private void asked(
      RoutingContext context, Flow flow, Callable<String> work, Consumer<String> then) {
    needs
        .signInBlocking()
        .answer(
            context,
            () -> {
              try {
                return new Result(work.call(), null);
              } catch (NotVouched e) {
                LOG.info(
                    "Sign-in to {}/{} by \"{}\": {}",
                    flow.namespace(),
                    flow.directory(),
                    flow.provider(),
                    e.getMessage());
                return new Result(null, problem(e));
              } catch (StateUnavailable e) {
                LOG.warn("the cluster cannot be asked: {}", e.getMessage());
                return new Result(null, Code.Unavailable);
              }
            },
            result -> {
              if (result.problem() != null) {
                leadOn(context, "problem=" + result.problem());
              } else {
                then.accept(result.value());
              }
            });
  }

  private record Result(String value, Code problem) {}

  private static Code problem(NotVouched e) {
    return e.reason() == NotVouched.Reason.UNAVAILABLE
        ? Code.ProviderUnavailable
        : Code.ProviderRefused;
  }

  private void callback(RoutingContext context) {
    HttpServerRequest request = context.request();
    RedirectAnswer redirect = new RedirectAnswer(parameters(context.queryParams()));
    Optional<Flow> flow =
        Cookies.only(request, FLOW_COOKIE)
            .flatMap(text -> Flow.open(needs.seal(), text))
            .filter(found -> redirect.state().filter(found::isState).isPresent())
            .filter(found -> found.redirectUri().equals(redirectUri(request)));
    Optional<Directory> directory =
        flow.flatMap(f -> directory(f.namespace(), f.directory(), f.directoryUid()));
    Optional<OpenIdProvider> provider =
        directory.flatMap(found -> provider(found, flow.get().provider()));
    if (provider.isEmpty()) {
      leadOn(context, "problem=" + Code.ChallengeExpired);
      return;
    }
    forget(context, FLOW_COOKIE);
    asked(
        context,
        flow.get(),
        () -> vouched(directory.get(), provider.get(), flow.get(), redirect),
        text -> {
          keep(context, VOUCHED_COOKIE, text, Vouched.LIFE, false);
          leadOn(context, "vouched=1");
        });
  }

  /**
   * The flow is spent only now: who has nothing to show must not fill the state that all replicas
   * share.
   */
  private String vouched(
      Directory directory, OpenIdProvider provider, Flow flow, RedirectAnswer redirect) {
    String userName = needs.providers().finish(directory, provider, flow, redirect);
    if (!needs.state().claimOnce(Kind.CHALLENGES, "oidc/" + flow.state(), now().plus(Flow.LIFE))) {
      throw NotVouched.again();
    }
    return Vouched.of(flow, userName).sealed(needs.seal(), now());
  }

  private Optional<Directory> directory(String namespace, String name, String uid) {
    return needs
        .cluster()
        .directory(new DirectoryName(namespace, name))
        .filter(found -> found.getMetadata().getUid().equals(uid));
  }

  /** From the page: lets the user in, or asks for the Directory's second factor. */
  private void goOn(RoutingContext context) {
    needs.callers().requireOwnOrigin(context.request());
    Optional<Vouched> vouched =
        Cookies.only(context.request(), VOUCHED_COOKIE)
            .flatMap(text -> Vouched.open(needs.seal(), text));
    forget(context, VOUCHED_COOKIE);
    Optional<Directory> directory =
        vouched.flatMap(v -> directory(v.namespace(), v.directory(), v.directoryUid()));
    Optional<OpenIdProvider> provider =
        directory.flatMap(found -> provider(found, vouched.get().provider()));
    if (provider.isEmpty()) {
      throw expired();
    }
    Client client = needs.callers().client(context.request());
    Optional<Session> before = needs.callers().session(context.request());
    needs
        .signInBlocking()
        .answer(
            context,
            () ->
                signIn.in(before, entered(vouched.get(), directory.get(), provider.get(), client)),
            step -> signIn.answer(context, step));
  }

  private Step entered(
      Vouched vouched, Directory directory, OpenIdProvider provider, Client client) {
    if (!needs
        .state()
        .claimOnce(Kind.CHALLENGES, "vouched/" + vouched.id(), now().plus(Vouched.LIFE))) {
      throw expired();
    }
    boolean everyFactor = provider.secondFactor() == OpenIdProvider.SecondFactor.Provider;
    return needs.signIn().enter(directory, vouched.userName(), everyFactor, client);
  }

  private static Refusal expired() {
    return new Refusal(
        Code.ChallengeExpired, "This sign-in is over or took too long: begin again.");
  }

  private static Map<String, List<String>> parameters(MultiMap query) {
    return query.names().stream().distinct().collect(Collectors.toMap(n -> n, query::getAll));
  }

  private static void keep(
      RoutingContext context, String name, String value, Duration life, boolean acrossSites) {
    context
        .response()
        .addCookie(
            Cookie.cookie(name, value)
                .setPath("/")
                .setSecure(true)
                .setHttpOnly(true)
                .setMaxAge(life.toSeconds())
                .setSameSite(acrossSites ? CookieSameSite.LAX : CookieSameSite.STRICT));
  }

  private static void forget(RoutingContext context, String name) {
    keep(context, name, "", Duration.ZERO, false);
  }

  /** Tells a page of ours what to do; the address is one of ours, and never what was sent here. */
  private static void leadOn(RoutingContext context, String what) {
    context
        .response()
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .end(ONWARD.formatted(what));
  }
}
