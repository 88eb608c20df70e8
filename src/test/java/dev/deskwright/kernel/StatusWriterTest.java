package dev.deskwright.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.BundleStatus;
import dev.deskwright.fixture.MovableClock;
import dev.deskwright.fixture.Samples;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
class StatusWriterTest {

  private static final String STATUS =
      """
      workspaces: 3
      conditions:
        - {type: Ready, status: "True", reason: Ready, message: "", lastTransitionTime: "2026-11-26T12:00:00Z"}
      """;

  private KubernetesClient client;
  private final Unseen unseen = new Unseen();

  private Bundle bundle() {
    return client.getKubernetesSerialization().unmarshal(Samples.BUNDLE, Bundle.class);
  }

  private void write(Bundle bundle) {
    var status = client.getKubernetesSerialization().unmarshal(STATUS, BundleStatus.class);
    var reporter = new TransitionReporter(client, (kind, reason) -> {}, new MovableClock());
    new StatusWriter<BundleStatus, Bundle>(client, reporter, unseen)
        .write(bundle, status, List.of(), null);
  }

  @Test
  void whatIsSeenAfterAWriteWithoutAGoodAnswerIsNews() {
    var bundle = bundle();
    assertThat(unseen.isNews(bundle, bundle)).isFalse();

    assertThatThrownBy(() -> write(bundle)).isInstanceOf(KubernetesClientException.class);

    assertThat(unseen.isNews(bundle, bundle)).isTrue();
  }

  @Test
  void whatIsSeenAfterAnAnswerWithChangesOfOthersIsNews() {
    var bundle = client.resource(bundle()).create();
    client.resource(bundle).edit(this::annotated);

    write(bundle);

    assertThat(unseen.isNews(bundle, bundle)).isTrue();
  }

  private Bundle annotated(Bundle bundle) {
    bundle.getMetadata().setAnnotations(Map.of("example.com/by", "somebody"));
    return bundle;
  }
}
