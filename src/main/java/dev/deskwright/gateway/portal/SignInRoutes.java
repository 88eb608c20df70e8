package dev.deskwright.gateway.portal;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.gateway.client.Client;
import dev.deskwright.gateway.cluster.Cluster;
import dev.deskwright.gateway.portal.Refusal.Code;
import dev.deskwright.gateway.server.HostNames;
import dev.deskwright.gateway.session.Session;
import dev.deskwright.gateway.signin.SignIn;
import dev.deskwright.gateway.signin.Step;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** Signing in: name and password, then the second factor. */
final class SignInRoutes {

  private static final int LONGEST_NAME = 256;
  private static final int LONGEST_PASSWORD = 1024;
  private static final int LONGEST_CODE = 256;

  private final SignIn signIn;
  private final Cluster cluster;
  private final HostNames hosts;
  private final Callers callers;
  private final Blocking blocking;
  private final Optional<String> hint;

  /**
   * Routes to this way of signing in.
   *
   * @param hint what the page shows beside the form: for the demo
   */
  SignInRoutes(
      SignIn signIn,
      Cluster cluster,
      HostNames hosts,
      Callers callers,
      Blocking blocking,
      Optional<String> hint) {
    this.signIn = signIn;
    this.cluster = cluster;
    this.hosts = hosts;
    this.callers = callers;
    this.blocking = blocking;
    this.hint = hint;
  }

  private record Options(
      boolean registrationCodeNeeded,
      String directoryName,
      List<ProviderRoutes.Way> providers,
      String hint) {}

  private record Credentials(String registrationCode, String userName, String password) {
    @Override
    public String toString() {
      return "Credentials";
    }
  }

  private record Answer(String challenge, String code) {
    @Override
    public String toString() {
      return "Answer";
    }
  }

  private record StepView(
      @JsonProperty("next") Next next,
      String challenge,
      String prompt,
      Boolean hidden,
      String secret,
      String uri,
      String qrCode,
      List<String> recoveryCodes) {
    @Override
    public String toString() {
      return "StepView[" + next + "]";
    }
  }

  private enum Next {
    Done,
    Code,
    Enrol
  }

  void addTo(Router router) {
    router.get("/sign-in").handler(this::options);
    router.post("/sign-in").handler(this::begin);
    router.post("/sign-in/code").handler(this::code);
  }

  private void options(RoutingContext context) {
    var chosen = chosen(context.request());
    Json.answer(
        context,
        200,
        new Options(
            chosen.isEmpty(),
            chosen.map(SignInRoutes::title).orElse(null),
            chosen.map(ProviderRoutes::of).orElse(List.of()),
            hint.orElse(null)));
  }

  static String title(Directory directory) {
    var spec = directory.getSpec();
    return spec.description() != null ? spec.description() : spec.domainName();
  }

  /** The Directory that needs no code: the host name's, or the only one. */
  Optional<Directory> chosen(HttpServerRequest request) {
    var named = hosts.directory(request);
    if (named.isPresent()) {
      return cluster.directory(named.get());
    }
    var some = cluster.directories().limit(2).toList();
    return some.size() == 1 ? Optional.of(some.get(0)) : Optional.empty();
  }

  private void begin(RoutingContext context) {
    callers.requireOwnOrigin(context.request());
    Credentials given = Json.body(context, Credentials.class);
    String userName = text("userName", given.userName(), LONGEST_NAME);
    char[] password = text("password", given.password(), LONGEST_PASSWORD).toCharArray();
    Optional<Directory> directory =
        chosen(context.request())
            .or(
                () ->
                    Optional.ofNullable(given.registrationCode())
                        .flatMap(cluster::withRegistrationCode));
    if (directory.isEmpty()) {
      throw new Refusal(
          Code.SignInFailed, "The registration code, the user name or the password is wrong.");
    }
    Client client = callers.client(context.request());
    Optional<Session> before = callers.session(context.request());
    blocking.answer(
        context,
        () -> in(before, signIn.begin(directory.get(), userName, password, client)),
        step -> answer(context, step));
  }

  private void code(RoutingContext context) {
    callers.requireOwnOrigin(context.request());
    Answer given = Json.body(context, Answer.class);
    String challenge = text("challenge", given.challenge(), 4096);
    String code = text("code", given.code(), LONGEST_CODE);
    Client client = callers.client(context.request());
    Optional<Session> before = callers.session(context.request());
    blocking.answer(
        context,
        () -> in(before, signIn.code(challenge, code, client)),
        step -> answer(context, step));
  }

  /** A session that the browser had before is not gone on with: who knows who put it there. */
  Step in(Optional<Session> before, Step step) {
    return step instanceof Step.Done done
        ? new Step.Done(callers.inPlaceOf(before, done.session()), done.recoveryCodes())
        : step;
  }

  private static String text(String field, String value, int longest) {
    if (value == null || value.isEmpty() || value.length() > longest) {
      throw new Refusal(
          Code.BadRequest, "%s must have 1 to %d characters.".formatted(field, longest));
    }
    return value;
  }

  void answer(RoutingContext context, Step step) {
    if (step instanceof Step.Refused refused) {
      throw Access.refusal(refused);
    }
    if (step instanceof Step.Done done) {
      callers.remember(context, done.session());
    }
    Json.answer(context, 200, view(step));
  }

  private static StepView view(Step step) {
    if (step instanceof Step.NeedsCode code) {
      return new StepView(
          Next.Code,
          code.challenge(),
          code.prompt().orElse(null),
          code.hidden(),
          null,
          null,
          null,
          null);
    }
    if (step instanceof Step.Enrol enrol) {
      return new StepView(
          Next.Enrol,
          enrol.challenge(),
          null,
          null,
          enrol.secret(),
          enrol.uri(),
          enrol.qrSvg(),
          null);
    }
    List<String> codes = ((Step.Done) step).recoveryCodes();
    return new StepView(
        Next.Done, null, null, null, null, null, null, codes.isEmpty() ? null : codes);
  }
}
