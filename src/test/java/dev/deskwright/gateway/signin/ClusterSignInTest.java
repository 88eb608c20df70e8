package dev.deskwright.gateway.signin;

import static dev.deskwright.gateway.signin.SignInFixture.OFFICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.directory.NamedValues;
import dev.deskwright.fixture.ApiServer;
import dev.deskwright.fixture.PlayedDirectories;
import dev.deskwright.fixture.WithApiServer;
import dev.deskwright.gateway.client.Client;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.gateway.signin.Step.Code;
import dev.deskwright.gateway.signin.Step.Done;
import dev.deskwright.gateway.signin.Step.NeedsCode;
import dev.deskwright.gateway.signin.Step.Refused;
import dev.deskwright.gateway.state.KubernetesState;
import dev.deskwright.otp.Totp;
import dev.deskwright.otp.TotpSecret;
import dev.deskwright.radius.FakeRadiusServer;
import dev.deskwright.radius.Reply;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sign-in with its state on a real API server, each replica with a client of its own. */
@WithApiServer
class ClusterSignInTest {

  private static final int ACCEPT = 2;
  private static final int REJECT = 3;

  private final SignInFixture gateway = new SignInFixture(new PlayedDirectories());
  private final ApiServer server;
  private final String namespace;
  private final List<KubernetesClient> clients = new ArrayList<>();

  ClusterSignInTest(ApiServer server) {
    this.server = server;
    this.namespace = server.newNamespace(Map.of());
  }

  @AfterEach
  void close() {
    clients.forEach(KubernetesClient::close);
  }

  private KubernetesClient client() {
    KubernetesClient client = server.client(namespace);
    clients.add(client);
    return client;
  }

  private SignIn replica() {
    return gateway.replica(new KubernetesState(client(), namespace, gateway.clock));
  }

  private static char[] password() {
    return PlayedDirectories.PASSWORD.toCharArray();
  }

  private static <T> List<T> atOnce(List<Callable<T>> requests) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(requests.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> each : threads.invokeAll(requests)) {
        results.add(each.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Code code(Step step) {
    assertThat(step).isInstanceOf(Refused.class);
    return ((Refused) step).code();
  }

  @Test
  void replicasThatTryAtOnceHaveFiveTriesTogether() throws Exception {
    Directory directory = gateway.directory("netbiosName: CORP");
    List<SignIn> replicas = List.of(replica(), replica(), replica());
    List<Callable<Code>> requests = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      SignIn replica = replicas.get(i % 3);
      var from = new Client("198.51.100." + i, OFFICE.deviceType());
      requests.add(() -> code(replica.begin(directory, "alice", "wrong".toCharArray(), from)));
    }
    List<Code> codes = atOnce(requests);
    assertThat(codes).filteredOn(Code.SignInFailed::equals).hasSize(5);
    assertThat(codes).filteredOn(Code.TooManyAttempts::equals).hasSize(19);
    assertThat(code(replica().begin(directory, "alice", password(), OFFICE)))
        .isEqualTo(Code.TooManyAttempts);
  }

  @Test
  void oneOfTwoReplicasTakesACode() throws Exception {
    Directory directory = gateway.directory("mfa: {method: TOTP}");
    SignIn one = replica();
    SignIn other = replica();
    var enrol = (Step.Enrol) one.begin(directory, "alice", password(), OFFICE);
    TotpSecret secret = TotpSecret.ofBase32(enrol.secret());
    String proof = Totp.code(secret, Totp.step(gateway.clock.instant()));
    assertThat(other.code(enrol.challenge(), proof, OFFICE)).isInstanceOf(Done.class);
    for (int round = 0; round < 20; round++) {
      gateway.clock.forward(Duration.ofSeconds(30));
      String now = Totp.code(secret, Totp.step(gateway.clock.instant()));
      List<Callable<Step>> requests = new ArrayList<>();
      for (SignIn each : List.of(one, other)) {
        var asked = (NeedsCode) each.begin(directory, "alice", password(), OFFICE);
        requests.add(() -> each.code(asked.challenge(), now, OFFICE));
      }
      assertThat(atOnce(requests)).filteredOn(Done.class::isInstance).hasSize(1);
    }
  }

  private Directory radiusDirectory(FakeRadiusServer radius) {
    Directory directory =
        gateway.directory(
            """
            mfa: {method: RADIUS, radius: {servers: [{host: 127.0.0.1, port: %d}],
              sharedSecretRef: {name: radius}, timeoutSeconds: 1, retries: 0}}"""
                .formatted(radius.address().port()));
    directory.getMetadata().setNamespace(namespace);
    return directory;
  }

  private void makeSecret() {
    client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("radius")
                .endMetadata()
                .addToStringData("secret", Reply.SECRET + "\n")
                .build())
        .create();
  }

  private RadiusServers.Answer ask(Directory directory) {
    return new DirectoryRadius(new NamedValues(client()), Defences.ALL)
        .ask(directory, "alice", "123456".toCharArray(), "203.0.113.7", Optional.empty());
  }

  @Test
  void radiusServersAreAskedWithTheSecretThatTheDirectoryNames() {
    makeSecret();
    try (var radius =
        new FakeRadiusServer(request -> request.answer(Reply.to(request, ACCEPT).signed()))) {
      assertThat(ask(radiusDirectory(radius))).isInstanceOf(RadiusServers.Answer.Accepted.class);
    }
    try (var radius =
        new FakeRadiusServer(
            request -> request.answer(Reply.to(request, REJECT).with(18, "no").signed()))) {
      assertThat(ask(radiusDirectory(radius))).isEqualTo(new RadiusServers.Answer.Rejected("no"));
    }
  }

  @Test
  void anAnswerThatIsNotSignedIsNone() {
    makeSecret();
    try (var radius =
        new FakeRadiusServer(
            request -> request.answer(Reply.to(request, ACCEPT).withoutMessageAuthenticator()))) {
      Directory directory = radiusDirectory(radius);
      assertThatExceptionOfType(RadiusServers.Unanswered.class)
          .isThrownBy(() -> ask(directory))
          .withMessageNotContaining(Reply.SECRET);
    }
  }

  @Test
  void aSecretThatIsNotThereIsSaid() {
    try (var radius = new FakeRadiusServer(request -> {})) {
      Directory directory = radiusDirectory(radius);
      assertThatExceptionOfType(RadiusServers.Unanswered.class)
          .isThrownBy(() -> ask(directory))
          .withMessageContaining("\"radius\"");
    }
  }
}
