package dev.deskwright.gateway.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.demo.InMemoryLdapDirectory.NewUser;
import dev.deskwright.gateway.TestAnswer;
import dev.deskwright.gateway.TestBrowser;
import dev.deskwright.gateway.TestCluster;
import dev.deskwright.gateway.TestGateway;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.gateway.oidc.FakeProvider.Signature;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** The whole way, through a real gateway and a provider that the test plays. */
class OpenIdSignInTest {

  private static final String CORP_LOGIN = "Corp login";

  @TempDir static Path folder;

  private static FakeProvider provider;
  private static TestCluster cluster;
  private static TestGateway gateway;

  @BeforeAll
  static void start() throws IOException, JOSEException {
    provider = FakeProvider.start(folder);
    cluster = TestCluster.start();
    cluster.ldap().addUser(new NewUser("retired", "of retired", "Retired", true));
    create("provider", FakeProvider.SECRET, provider.certificate());
    gateway = TestGateway.start(cluster, Defences.ALL);
    for (String each : List.of("corp", "totp", "rules")) {
      name(each, "");
    }
  }

  private static void create(String name, String secret, String certificate) {
    cluster
        .client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(TestCluster.NAMESPACE)
                .endMetadata()
                .addToData("secret", base64(secret + "\n"))
                .build())
        .create();
    cluster
        .client()
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(TestCluster.NAMESPACE)
                .endMetadata()
                .addToData("ca.crt", certificate)
                .build())
        .create();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Names the provider in a Directory, with these fields beside the usual; waits for the gateway.
   */
  private static void name(String directory, String more) throws IOException {
    String spec =
        """
        spec:
          oidc:
          - name: %s
            issuer: %s
            clientId: %s
            clientSecretRef: {name: provider}
            caCertificates: {name: provider, key: ca.crt}
            %s
        """
            .formatted(CORP_LOGIN, provider.issuer(), FakeProvider.CLIENT_ID, more);
    cluster
        .client()
        .resources(Directory.class)
        .inNamespace(TestCluster.NAMESPACE)
        .withName(directory)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            Serialization.asJson(Serialization.unmarshal(spec, Map.class)));
    String host = directory.equals("corp") ? TestGateway.CORP : directory + ".localhost";
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(gateway.browser(host).get("/api/v1/sign-in").json().path("providers"))
                    .hasSize(1));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    cluster.close();
    provider.close();
  }

  @BeforeEach
  void behave() {
    provider.behave();
  }

  private static TestBrowser browser() {
    return gateway.browser();
  }

  /** Where the gateway sends the browser. */
  private static String begin(TestBrowser browser) throws IOException {
    String url =
        browser.get("/api/v1/sign-in").json().path("providers").path(0).path("url").asText();
    TestAnswer answer = browser.get(url);
    assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    return answer.header("location").orElseThrow();
  }

  private static String callback(TestBrowser browser, String user) throws IOException {
    return provider.signIn(begin(browser), user);
  }

  /** What the page that answers the callback leads on to. */
  private static String next(TestAnswer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.body().replaceAll("(?s).*url=/#/\\?([^\"]*)\".*", "$1");
  }

  private static TestAnswer goOn(TestBrowser browser) throws IOException {
    return browser.post("/api/v1/sign-in/provider");
  }

  private static TestAnswer signIn(TestBrowser browser, String user) throws IOException {
    assertThat(next(browser.get(callback(browser, user)))).isEqualTo("vouched=1");
    return goOn(browser);
  }

  @Test
  void aUserSignsInAtTheProviderAndSeesTheirDesktops() throws IOException {
    TestBrowser alice = browser();
    TestAnswer answer = signIn(alice, "ALICE");
    assertThat(answer.json().path("next").asText()).as(answer.toString()).isEqualTo("Done");
    assertThat(answer.header("set-cookie")).isPresent();
    assertThat(alice.get("/api/v1/session").json().path("userName").asText()).isEqualTo("alice");
    assertThat(alice.get("/api/v1/workspaces").json().findValuesAsText("name"))
        .contains("alice")
        .allMatch(name -> name.startsWith("alice"));
  }

  @Test
  void theProviderIsAskedAsItMustBe() throws IOException {
    TestBrowser alice = browser();
    String location = begin(alice);
    assertThat(location).startsWith(provider.issuer() + "/authorize?");
    Map<String, String> asked = FakeProvider.query(URI.create(location).getRawQuery());
    assertThat(asked)
        .containsEntry("response_type", "code")
        .containsEntry("scope", "openid profile")
        .containsEntry("client_id", FakeProvider.CLIENT_ID)
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("redirect_uri", alice.origin() + "/oidc/callback");
    assertThat(asked.get("state")).hasSize(43);
    assertThat(asked.get("nonce")).hasSize(43).isNotEqualTo(asked.get("state"));
  }

  @Test
  void cookiesAreTheGatewaysAlone() throws IOException {
    TestBrowser alice = browser();
    String url = alice.get("/api/v1/sign-in").json().path("providers").path(0).path("url").asText();
    assertThat(url).matches("/oidc/d-[0-9a-f]{10}/Corp%20login/begin");
    TestAnswer began = alice.get(url);
    assertThat(began.header("set-cookie").orElseThrow())
        .startsWith("__Host-deskwright-oidc=v1.")
        .contains("Path=/", "Secure", "HTTPOnly", "SameSite=Lax", "Max-Age=600");
    String callback = provider.signIn(began.header("location").orElseThrow(), "alice");
    TestAnswer back = alice.get(callback);
    assertThat(back.headers("set-cookie"))
        .anyMatch(
            cookie ->
                cookie.startsWith("__Host-deskwright-vouched=v1.")
                    && cookie.contains("SameSite=Strict"))
        .anyMatch(cookie -> cookie.startsWith("__Host-deskwright-oidc=;"))
        .noneMatch(cookie -> cookie.startsWith("__Host-deskwright="));
    assertThat(back.body()).contains("http-equiv=\"refresh\"").doesNotContain("<script", "code-");
    assertThat(goOn(alice).headers("set-cookie"))
        .anyMatch(cookie -> cookie.matches("__Host-deskwright=v1.*SameSite=Strict.*"));
  }

  @ParameterizedTest
  @EnumSource(names = {"RS256", "PS256", "ES256"})
  void signaturesWithPrivateKeysAreTaken(Signature signature) throws IOException {
    provider.signature = signature;
    assertThat(signIn(browser(), "alice").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(names = {"NONE", "HS256_WITH_PUBLIC_KEY", "HS256_WITH_SECRET", "FORGED"})
  void noOtherSignatureIsTaken(Signature signature) throws IOException {
    provider.signature = signature;
    TestBrowser alice = browser();
    assertRefused(alice, alice.get(callback(alice, "alice")));
  }

  private static void assertRefused(TestBrowser browser, TestAnswer answer) throws IOException {
    assertThat(next(answer)).isEqualTo("problem=ProviderRefused");
    assertThat(goOn(browser).code()).isEqualTo("ChallengeExpired");
    assertThat(browser.isSignedIn()).isFalse();
  }

  /** A token that must not be believed. */
  record Lie(String what, UnaryOperator<JWTClaimsSet.Builder> told) {
    @Override
    public String toString() {
      return what;
    }
  }

  private static Date in(long seconds) {
    return Date.from(Instant.now().plusSeconds(seconds));
  }

  static Stream<Lie> lies() {
    return Stream.of(
        new Lie("another nonce", it -> it.claim("nonce", "another")),
        new Lie("no nonce", it -> it.claim("nonce", null)),
        new Lie("for another client", it -> it.audience("another")),
        new Lie("for nobody", it -> it.audience((String) null)),
        new Lie("by another issuer", it -> it.issuer("https://evil.example")),
        new Lie("by nobody", it -> it.issuer(null)),
        new Lie("over", it -> it.expirationTime(in(-120))),
        new Lie("without an end", it -> it.expirationTime(null)),
        new Lie("made later than now", it -> it.issueTime(in(120))),
        new Lie("made at no time", it -> it.issueTime(null)),
        new Lie("not good yet", it -> it.notBeforeTime(in(3_600))),
        new Lie("for several", it -> it.audience(List.of(FakeProvider.CLIENT_ID, "another"))),
        new Lie("given to another", it -> it.claim("azp", "another")),
        new Lie("with another access token", it -> it.claim("at_hash", "AAAAAAAAAAAAAAAAAAAAAA")),
        new Lie("of no subject", it -> it.subject(null)),
        new Lie("of no user", it -> it.claim("preferred_username", null)),
        new Lie("of a number", it -> it.claim("preferred_username", 7)),
        new Lie("of an empty name", it -> it.claim("preferred_username", "")),
        new Lie("of a name and a space", it -> it.claim("preferred_username", "alice ")),
        new Lie("of a name and a null", it -> it.claim("preferred_username", "alice\0")));
  }

  @ParameterizedTest
  @MethodSource("lies")
  void whatIsNotForUsAndNowIsNotBelieved(Lie lie) throws IOException {
    provider.claims = lie.told();
    TestBrowser alice = browser();
    assertRefused(alice, alice.get(callback(alice, "alice")));
  }

  @Test
  void severalClientsAreFineWhenItIsGivenToUs() throws IOException {
    provider.claims =
        it ->
            it.audience(List.of("another", FakeProvider.CLIENT_ID))
                .claim("azp", FakeProvider.CLIENT_ID)
                .notBeforeTime(in(30))
                .expirationTime(in(-30));
    assertThat(signIn(browser(), "alice").status()).isEqualTo(200);
  }

  @Test
  void theProviderMayChangeItsKey() throws IOException, JOSEException {
    assertThat(signIn(browser(), "alice").status()).isEqualTo(200);
    provider.changeKey();
    assertThat(signIn(browser(), "bob").status()).isEqualTo(200);
  }

  @Test
  void anAnswerIsGoodOnce() throws IOException {
    provider.takesCodesTwice = true;
    TestBrowser alice = browser();
    String callback = callback(alice, "alice");
    TestBrowser before = alice.copy();
    assertThat(next(alice.get(callback))).isEqualTo("vouched=1");
    assertRefused(before.copy(), before.copy().get(callback));
    try (TestGateway replica = gateway.replica()) {
      TestBrowser elsewhere = before.at(replica);
      elsewhere.with("Host", alice.authority()).with("Origin", alice.origin());
      assertRefused(elsewhere, elsewhere.get(callback));
    }
    TestBrowser twice = alice.copy();
    assertThat(goOn(alice).status()).isEqualTo(200);
    assertThat(goOn(twice).code()).isEqualTo("ChallengeExpired");
  }

  @Test
  void aCodeIsGoodOnceAtTheProvider() throws IOException {
    TestBrowser alice = browser();
    String first = callback(alice, "alice");
    assertThat(next(alice.get(first))).isEqualTo("vouched=1");
    TestBrowser other = browser();
    String second = callback(other, "bob");
    String mixed = second.replaceFirst("code=[^&]*", codeOf(first));
    assertRefused(other, other.get(mixed));
  }

  private static String codeOf(String callback) {
    return callback.replaceFirst(".*(code=[^&]*).*", "$1");
  }

  /** Else somebody could be signed in as somebody else without knowing (login CSRF). */
  @Test
  void onlyTheBrowserThatBeganCanEnd() throws IOException {
    TestBrowser mallory = browser();
    String callback = callback(mallory, "mallory");
    TestBrowser victim = browser();
    assertThat(next(victim.get(callback))).isEqualTo("problem=ChallengeExpired");
    begin(victim);
    assertThat(next(victim.get(callback))).isEqualTo("problem=ChallengeExpired");
    // With a flow of its own, and with a code that was given to another's.
    String own = callback(victim, "alice");
    assertRefused(victim, victim.get(own.replaceFirst("code=[^&]*", codeOf(callback))));
  }

  @Test
  void anAnswerIsGoodForTenMinutesAndTheWayOnForTwo() throws IOException {
    TestBrowser alice = browser();
    String callback = callback(alice, "alice");
    gateway.clock().putForward(Duration.ofMinutes(11));
    assertThat(next(alice.get(callback))).isEqualTo("problem=ChallengeExpired");
    assertThat(next(alice.get(callback(alice, "alice")))).isEqualTo("vouched=1");
    gateway.clock().putForward(Duration.ofMinutes(3));
    assertThat(goOn(alice).code()).isEqualTo("ChallengeExpired");
  }

  @Test
  void anotherProvidersAnswerIsNotTaken() throws IOException {
    TestBrowser alice = browser();
    String callback =
        callback(alice, "alice").replaceFirst("iss=[^&]*", "iss=https://evil.example");
    assertRefused(alice, alice.get(callback));
    String none = callback(alice, "alice").replaceFirst("&iss=[^&]*", "");
    assertRefused(alice, alice.get(none));
    String twice = callback(alice, "alice");
    assertRefused(alice, alice.get(twice + twice.replaceFirst(".*(&iss=[^&]*).*", "$1")));
  }

  @Test
  void theProviderMaySayNo() throws IOException {
    TestBrowser alice = browser();
    String callback = callback(alice, "alice").replaceFirst("code=[^&]*", "error=access_denied");
    assertRefused(alice, alice.get(callback));
  }

  @Test
  void whoIsNotAUserHereIsNotLetIn() throws IOException {
    for (String user : List.of("nobody", "retired", "EVIL\\alice", "alice@evil.example")) {
      TestAnswer answer = signIn(browser(), user);
      assertThat(answer.code()).as(user).isEqualTo("SignInFailed");
      assertThat(answer.json().path("message").asText()).contains("ask your administrator");
    }
  }

  @Test
  void rulesForAddressesAndDevicesHold() throws IOException {
    TestBrowser alice = gateway.browser(TestGateway.RULES);
    assertThat(signIn(alice, "alice").code()).isEqualTo("AddressForbidden");
    TestBrowser inside = gateway.browser(TestGateway.RULES).from("127.0.1.9");
    inside.with("User-Agent", "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)");
    assertThat(signIn(inside, "alice").code()).isEqualTo("DeviceForbidden");
    inside.with("User-Agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64)");
    assertThat(signIn(inside, "alice").status()).isEqualTo(200);
  }

  @Test
  void theDirectoryAsksForItsSecondFactor() throws IOException {
    TestBrowser erin = gateway.browser(TestGateway.TOTP);
    assertThat(signIn(erin, "erin").json().path("next").asText()).isEqualTo("Enrol");
    assertThat(erin.isSignedIn()).isFalse();
  }

  @Test
  void anotherSiteCannotGoOn() throws IOException {
    TestBrowser alice = browser();
    alice.get(callback(alice, "alice"));
    alice.with("Origin", "https://evil.example");
    assertThat(goOn(alice).code()).isEqualTo("OriginForbidden");
  }

  @Test
  void onlyTheWaysOfTheHostsDirectoryAreThere() throws IOException {
    String corp =
        browser().get("/api/v1/sign-in").json().path("providers").path(0).path("url").asText();
    assertThat(gateway.browser(TestGateway.TOTP).get(corp).status()).isEqualTo(404);
    assertThat(browser().get(corp.replace("Corp", "Other")).status()).isEqualTo(404);
    assertThat(browser().get(corp.replaceFirst("d-[0-9a-f]+", "d-0000000000")).status())
        .isEqualTo(404);
  }

  @Test
  void aProviderThatCannotBeUsedIsSaidToBeSo() throws IOException {
    TestBrowser alice = browser();
    String callback = callback(alice, "alice");
    provider.status = 503;
    assertThat(next(alice.get(callback))).isEqualTo("problem=ProviderUnavailable");
    provider.behave();
    provider.padded = Optional.of("x".repeat(300_000));
    assertThat(next(alice.get(callback(alice, "alice")))).isEqualTo("problem=ProviderUnavailable");
    assertThat(alice.isSignedIn()).isFalse();
    assertThat(alice.tryToSignIn("alice", TestCluster.password("alice")).status()).isEqualTo(200);
  }

  /** Browsers keep Strict cookies back on the way from another site. */
  @Test
  void inARealBrowserTheUserIsInAfterTheWayThereAndBack() throws Exception {
    Optional<Path> chromium =
        Stream.of(System.getenv("PATH").split(":"))
            .map(each -> Path.of(each, "chromium"))
            .filter(Files::isExecutable)
            .findFirst();
    assumeThat(chromium).as("a browser").isPresent();
    String url =
        browser().get("/api/v1/sign-in").json().path("providers").path(0).path("url").asText();
    var root = (Logger) LoggerFactory.getLogger("dev.deskwright");
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    root.addAppender(lines);
    Process process =
        new ProcessBuilder(
                chromium.get().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--ignore-certificate-errors",
                "--remote-debugging-port=0",
                "--user-data-dir=" + folder.resolve("chromium"),
                browser().origin() + url)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  List.copyOf(lines.list).stream()
                      .map(ILoggingEvent::getFormattedMessage)
                      .anyMatch(line -> line.endsWith(": signed in")));
    } finally {
      root.detachAppender(lines);
      process.destroy();
      process.waitFor();
    }
  }

  @Test
  void noTokenIsInTheLog() throws IOException {
    var root = (Logger) LoggerFactory.getLogger("dev.deskwright");
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    root.addAppender(lines);
    try {
      TestBrowser alice = browser();
      String callback = callback(alice, "alice");
      alice.get(callback);
      goOn(alice);
      provider.claims = it -> it.claim("nonce", "another\nline");
      alice.get(callback(alice, "alice"));
      assertThat(lines.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .isNotEmpty()
          .noneMatch(line -> line.contains(provider.lastIdToken) || line.contains("\n"))
          .noneMatch(line -> line.contains("code-") || line.contains(FakeProvider.SECRET));
    } finally {
      root.detachAppender(lines);
    }
  }
}
