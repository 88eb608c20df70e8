package dev.deskwright.gateway.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.LdapConnection.ConfigMapKey;
import dev.deskwright.api.v1alpha1.LocalReference;
import dev.deskwright.api.v1alpha1.OpenIdProvider;
import dev.deskwright.api.v1alpha1.OpenIdProvider.SecondFactor;
import dev.deskwright.demo.InMemoryApiServer;
import dev.deskwright.directory.NamedValues;
import dev.deskwright.fixture.MovableClock;
import dev.deskwright.gateway.oidc.NotVouched.Reason;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of a provider, and what is made of one that answers badly or not at all. */
class ProvidersTest {

  private static final String NAMESPACE = "team";
  private static final String HERE = "https://desktops.example.com/oidc/callback";

  @TempDir static Path folder;

  private static FakeProvider provider;
  private static InMemoryApiServer server;
  private static KubernetesClient client;

  private final MovableClock clock = new MovableClock();
  private Providers providers;
  private final Directory directory = new Directory();

  @BeforeAll
  static void start() throws IOException, JOSEException {
    provider = FakeProvider.start(folder);
    server = InMemoryApiServer.start();
    client = new KubernetesClientBuilder().withConfig(server.clientConfig()).build();
    secret("provider", FakeProvider.SECRET);
    secret("empty", "\n");
    configMap("provider", provider.certificate());
    configMap("garbage", "no certificate");
  }

  private static void secret(String name, String value) {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .addToData(
                    "secret",
                    Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)))
                .build())
        .create();
  }

  private static void configMap(String name, String value) {
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .addToData("ca.crt", value)
                .build())
        .create();
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
    provider.close();
  }

  @BeforeEach
  void behave() {
    provider.behave();
    providers = new Providers(new NamedValues(client), clock, Duration.ofSeconds(2));
    directory.getMetadata().setNamespace(NAMESPACE);
    directory.getMetadata().setName("corp");
    directory.getMetadata().setUid("5f0c4b8e-0000-4000-8000-000000000001");
  }

  private OpenIdProvider usual() {
    return rules("provider", Optional.of("provider"), null, null, null);
  }

  private OpenIdProvider rules(
      String secret, Optional<String> authorities, String claim, List<String> scopes, String acr) {
    return new OpenIdProvider(
        "Login",
        provider.issuer(),
        FakeProvider.CLIENT_ID,
        new LocalReference(secret),
        claim,
        scopes,
        authorities.map(name -> new ConfigMapKey(name, "ca.crt")).orElse(null),
        SecondFactor.Provider,
        acr == null ? null : List.of(acr));
  }

  private String signIn(OpenIdProvider rules) {
    Flow flow = Flow.begin(directory, rules.name(), HERE);
    String back = provider.signIn(providers.begin(directory, rules, flow).toString(), "alice");
    return providers.finish(directory, rules, flow, answer(back));
  }

  private static RedirectAnswer answer(String callback) {
    Map<String, String> query = FakeProvider.query(URI.create(callback).getRawQuery());
    return new RedirectAnswer(
        query.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> List.of(each.getValue()))));
  }

  private NotVouched failure(OpenIdProvider rules) {
    NotVouched failure = catchThrowableOfType(NotVouched.class, () -> signIn(rules));
    assertThat(failure).isNotNull();
    return failure;
  }

  private void assertUnavailable(OpenIdProvider rules, String message) {
    NotVouched failure = failure(rules);
    assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(failure).hasMessageContaining(message);
  }

  private void assertRefused(OpenIdProvider rules, String message) {
    NotVouched failure = failure(rules);
    assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(Reason.REFUSED);
    assertThat(failure).hasMessageContaining(message);
  }

  @Test
  void theNameIsInTheClaimThatIsNamed() {
    assertThat(signIn(usual())).isEqualTo("alice");
    provider.claims = it -> it.claim("upn", "alice@corp.example.com");
    assertThat(signIn(rules("provider", Optional.of("provider"), "upn", null, null)))
        .isEqualTo("alice@corp.example.com");
  }

  @Test
  void aMailAddressCountsOnceItIsVerified() {
    var byMail = rules("provider", Optional.of("provider"), "email", List.of("email"), null);
    provider.claims = it -> it.claim("email", "alice@corp.example.com");
    assertRefused(byMail, "not verified");
    provider.claims = it -> it.claim("email", "a@b.example").claim("email_verified", false);
    assertRefused(byMail, "not verified");
    provider.claims = it -> it.claim("email", "a@b.example").claim("email_verified", true);
    assertThat(signIn(byMail)).isEqualTo("a@b.example");
  }

  @Test
  void scopesAndContextsAreAskedFor() {
    var rules = rules("provider", Optional.of("provider"), null, List.of("a", "b"), "gold");
    URI there = providers.begin(directory, rules, Flow.begin(directory, "Login", HERE));
    assertThat(FakeProvider.query(there.getRawQuery()))
        .containsEntry("scope", "openid a b")
        .containsEntry("acr_values", "gold");
    assertRefused(rules, "acr is \"\"");
    provider.claims = it -> it.claim("acr", "silver");
    assertRefused(rules, "acr is \"silver\"");
    provider.claims = it -> it.claim("acr", "gold");
    assertThat(signIn(rules)).isEqualTo("alice");
  }

  @Test
  void aDescriptionOfAnotherProviderIsNotTaken() {
    provider.description = it -> it.put("issuer", "https://evil.example");
    assertUnavailable(usual(), "it calls itself \"https://evil.example\"");
  }

  @Test
  void nothingIsSentWithoutTls() {
    provider.description = it -> it.put("token_endpoint", "http://localhost/token");
    assertUnavailable(usual(), "no https address");
  }

  @Test
  void aDescriptionThatIsNoneIsNotTaken() {
    provider.description = it -> it.put("jwks_uri", 7);
    assertUnavailable(usual(), "its description cannot be used");
    clock.putForward(Duration.ofSeconds(5));
    provider.description = it -> it.put("padding", "x".repeat(300_000));
    assertUnavailable(usual(), "more than 262144 bytes");
  }

  @Test
  void aProviderThatNobodyKnowsIsNotBelieved() {
    assertUnavailable(rules("provider", Optional.empty(), null, null, null), "PKIX");
    assertUnavailable(
        rules("provider", Optional.of("garbage"), null, null, null), "caCertificates");
    assertUnavailable(
        rules("provider", Optional.of("nothing"), null, null, null), "does not exist");
  }

  @Test
  void theSecretMustBeThere() {
    assertUnavailable(rules("nothing", Optional.of("provider"), null, null, null), "not exist");
    assertUnavailable(rules("empty", Optional.of("provider"), null, null, null), "nothing under");
  }

  @Test
  void aSilentProviderIsWaitedForOnceAndThenLeftAloneForAWhile() {
    provider.silent = true;
    assertUnavailable(usual(), "");
    provider.behave();
    assertUnavailable(usual(), "");
    clock.putForward(Duration.ofSeconds(5));
    assertThat(signIn(usual())).isEqualTo("alice");
  }

  @Test
  void whatIsKnownOfAProviderOutlivesItsSilence() {
    assertThat(signIn(usual())).isEqualTo("alice");
    clock.putForward(Duration.ofMinutes(11));
    provider.description = it -> it.put("issuer", "https://evil.example");
    assertThat(signIn(usual())).isEqualTo("alice");
  }

  @Test
  void secretsAreNotShown() {
    Flow flow = Flow.begin(directory, "Login", HERE);
    assertThat(flow.toString()).doesNotContain(flow.state(), flow.nonce(), flow.verifier());
    assertThat(NotVouched.refused("a\nb\u001b[31m\u202e")).hasMessage("a?b?[31m?");
  }
}
