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
  private final WrittenStatuses statuses = new WrittenStatuses();

  private Bundle bundle() {
    return client.getKubernetesSerialization().unmarshal(Samples.BUNDLE, Bundle.class);
  }

  private BundleStatus status() {
    return client.getKubernetesSerialization().unmarshal(STATUS, BundleStatus.class);
  }

  /** As it is seen with that many WorkSpaces. */
  private Bundle with(int workspaces) {
    var bundle = bundle();
    bundle.getMetadata().setUid("uid");
    var status = status();
    bundle.setStatus(new BundleStatus(null, null, null, workspaces, status.conditions()));
    return bundle;
  }

  private void write(Bundle bundle) {
    var reporter = new TransitionReporter(client, (kind, reason) -> {}, new MovableClock());
    new StatusWriter<BundleStatus, Bundle>(client, reporter, statuses)
        .write(bundle, status(), List.of(), null);
  }

  @Test
  void theOwnStatusIsNoNewsWhetherItsAnswerCameOrNot() {
    var before = bundle();
    before.getMetadata().setUid("uid");
    assertThatThrownBy(() -> write(before)).isInstanceOf(KubernetesClientException.class);
    assertThat(statuses.isNews(before, with(3))).isFalse();
  }

  @Test
  void aStatusThatWasGivenUpAndLandsAfterItsSuccessorIsNews() {
    write(with(3));
    assertThat(statuses.isNews(with(3), with(4))).isTrue();
  }

  @Test
  void aWatchThatBeginsInThePastAndGoesOnIsNewsAllTheWay() {
    statuses.mean(with(4), with(4).getStatus());
    assertThat(statuses.isNews(with(4), with(2))).isTrue();
    assertThat(statuses.isNews(with(2), with(3))).isTrue();
    write(with(3));
    assertThat(statuses.isNews(with(3), with(4))).isTrue();
  }

  @Test
  void forAnOperatorThatHasJustBegunEveryStatusThatChangesIsNews() {
    assertThat(statuses.isNews(with(3), with(4))).isTrue();
    assertThat(statuses.isNews(with(4), with(4))).isFalse();
  }

  @Test
  void whatOthersHaveChangedMeanwhileIsLeftToTheWatch() {
    var bundle = client.resource(bundle()).create();
    client.resource(bundle).edit(this::annotated);
    write(bundle);
    assertThat(client.resource(bundle).get().getStatus().workspaces()).isEqualTo(3);
    assertThat(statuses.isNews(bundle, annotated(bundle))).isTrue();
  }

  private Bundle annotated(Bundle bundle) {
    var copy = client.getKubernetesSerialization().clone(bundle);
    copy.getMetadata().setAnnotations(Map.of("example.com/by", "somebody"));
    return copy;
  }
}
