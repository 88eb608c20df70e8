package dev.deskwright.gateway.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.deskwright.fixture.ApiServer;
import dev.deskwright.fixture.WithApiServer;
import dev.deskwright.kernel.Labels;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Secrets on a real API server keep to the contract too; each replica has its own client. */
@WithApiServer
final class KubernetesStateTest extends SharedStateContract {

  private final ApiServer server;
  private final List<KubernetesClient> clients = new ArrayList<>();
  private String namespace;

  KubernetesStateTest(ApiServer server) {
    this.server = server;
  }

  @BeforeEach
  void makeNamespace() {
    namespace = server.newNamespace(Map.of());
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

  @Override
  SharedState replica() {
    return new KubernetesState(client(), namespace, clock);
  }

  private List<Secret> secrets() {
    return client().secrets().inNamespace(namespace).list().getItems();
  }

  @Test
  void twoReplicasRaceForManyClaims() throws Exception {
    SharedState one = replica();
    SharedState other = replica();
    int won = 0;
    for (int round = 0; round < 300; round++) {
      String key = "ticket " + round;
      List<Callable<Boolean>> racers =
          List.of(
              () -> one.claimOnce(Kind.TICKETS, key, soon()),
              () -> other.claimOnce(Kind.TICKETS, key, soon()));
      List<Boolean> results = race(racers);
      assertThat(results).as(key).containsExactlyInAnyOrder(true, false);
      won += results.get(0) ? 1 : 0;
    }
    assertThat(won).as("so they really raced").isBetween(1, 299);
  }

  @Test
  void anEnrolmentHasASecretOfItsOwnThatAnAdministratorFindsAndDeletes() {
    SharedState state = replica();
    String key = "d-0123456789/O'Brien \u00e4";
    state.change(Kind.ENROLMENTS, key, before -> Change.writeForever(number(1), true));

    assertThat(secrets())
        .singleElement()
        .satisfies(
            secret -> {
              assertThat(secret.getMetadata().getLabels())
                  .containsEntry(Labels.MANAGED_BY, Labels.OPERATOR)
                  .containsEntry(Labels.COMPONENT, "gateway-state")
                  .containsEntry(Labels.GATEWAY_STATE, "enrolment");
              assertThat(secret.getMetadata().getAnnotations())
                  .containsEntry(Labels.USER_NAME, key);
            });
    client().resource(secrets().get(0)).delete();
    assertThat(state.read(Kind.ENROLMENTS, key)).isEmpty();

    state.change(Kind.ENROLMENTS, key, before -> Change.writeForever(number(2), true));
    state.delete(Kind.ENROLMENTS, key);
    assertThat(secrets()).isEmpty();
  }

  @Test
  void manyClaimsTakeFewSecretsAndEndedOnesGo() {
    SharedState state = replica();
    for (int i = 0; i < 200; i++) {
      state.claimOnce(Kind.TICKETS, "t" + i, soon());
    }
    assertThat(secrets()).hasSizeLessThanOrEqualTo(Kind.TICKETS.buckets());
    assertThat(entries()).isEqualTo(200);

    clock.forward(Duration.ofMinutes(7));
    for (int i = 0; i < 200; i++) {
      state.claimOnce(Kind.TICKETS, "u" + i, soon().plusSeconds(600));
    }
    assertThat(entries()).isEqualTo(200);
  }

  private int entries() {
    return secrets().stream().mapToInt(secret -> secret.getData().size()).sum();
  }

  @Test
  void anEndedDocumentIsKeptAMinuteForReplicasWhoseClockIsBehind() {
    SharedState state = replica();
    state.claimOnce(Kind.REVOCATIONS, "a", soon());
    clock.forward(Duration.ofMinutes(5).plusSeconds(30));
    for (int i = 0; i < 100; i++) {
      state.claimOnce(Kind.REVOCATIONS, "b" + i, soon().plusSeconds(600));
    }
    assertThat(entries()).isEqualTo(101);
  }

  @Test
  void dataThatIsNotOursIsNoDocumentAndGoes() {
    SharedState state = replica();
    state.claimOnce(Kind.KEYS, "a", soon());
    Secret secret = secrets().get(0);
    secret
        .getData()
        .putAll(
            Map.of(
                "junk",
                    Base64.getEncoder().encodeToString("not JSON".getBytes(StandardCharsets.UTF_8)),
                "list", Base64.getEncoder().encodeToString("[]".getBytes(StandardCharsets.UTF_8))));
    client().resource(secret).update();
    assertThat(state.all(Kind.KEYS)).hasSize(1);
    state.claimOnce(Kind.KEYS, "b", soon());
    assertThat(entries()).isEqualTo(2);
  }

  @Test
  void nobodyAnsweringIsSaidWithoutAnySecret() {
    Config config = server.connection(namespace);
    config.setMasterUrl("https://127.0.0.1:1/");
    config.setRequestRetryBackoffLimit(0);
    try (KubernetesClient dead = new KubernetesClientBuilder().withConfig(config).build()) {
      SharedState state = new KubernetesState(dead, namespace, clock);
      assertThatExceptionOfType(StateUnavailable.class)
          .isThrownBy(
              () ->
                  state.change(
                      Kind.ENROLMENTS,
                      "alice",
                      before -> Change.writeForever(number(424242), true)))
          .withMessageContaining("does not serve")
          .withMessageNotContaining("alice")
          .withNoCause();
      assertThatExceptionOfType(StateUnavailable.class)
          .isThrownBy(() -> state.all(Kind.REVOCATIONS));
    }
  }

  @Test
  void aRefusalToWriteIsSaidWithoutAnySecret() {
    Config config = server.connection(namespace);
    config.setImpersonateUsername("nobody-in-particular");
    try (KubernetesClient weak = new KubernetesClientBuilder().withConfig(config).build()) {
      SharedState state = new KubernetesState(weak, namespace, clock);
      assertThatExceptionOfType(StateUnavailable.class)
          .isThrownBy(() -> state.claimOnce(Kind.TICKETS, "t", soon()))
          .withMessageContaining("needs get, list, create and update")
          .withNoCause();
    }
  }
}
