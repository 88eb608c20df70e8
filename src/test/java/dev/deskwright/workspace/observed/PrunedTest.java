package dev.deskwright.workspace.observed;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrunedTest {

  private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

  private final Pruned pruned = new Pruned();

  @Test
  void whatIsMadeOfAPodStaysTheSame() {
    for (String ready : new String[] {"True", "False"}) {
      Pod pod = pod(ready);
      var phase = PodDiagnosis.of(Optional.of(pod), NOW);
      var mounted = Mounted.claims(pod);
      var requests = PodRequests.of(pod);
      for (int i = 0; i < 2; i++) {
        pruned.pod(pod);
        assertThat(PodDiagnosis.of(Optional.of(pod), NOW)).isEqualTo(phase);
        assertThat(Mounted.claims(pod)).isEqualTo(mounted).contains("desk-user");
        assertThat(PodRequests.of(pod)).isEqualTo(requests);
      }
      assertThat(pod.getSpec().getContainers()).isEmpty();
    }
  }

  @Test
  void podsOfOneNodeShareWhatIsLeftOfTheirSpecs() {
    Pod one = pod("True");
    Pod other = pod("False");
    pruned.pod(one);
    pruned.pod(other);
    assertThat(one.getSpec()).isSameAs(other.getSpec());
  }

  @Test
  void aClaimKeepsItsSizeClassAndPhase() {
    var claim = claim("Bound");
    pruned.claim(claim);
    assertThat(Amounts.bytes(claim)).isEqualTo(Amounts.gib(50));
    assertThat(claim.getSpec().getStorageClassName()).isEqualTo("fast");
    assertThat(claim.getStatus().getPhase()).isEqualTo("Bound");
    assertThat(claim.getMetadata().getAnnotations()).containsOnlyKeys("deskwright.dev/tags");
    var other = claim("Pending");
    pruned.claim(other);
    assertThat(other.getStatus().getPhase()).isEqualTo("Pending");
    assertThat(other.getSpec()).isSameAs(claim.getSpec());
  }

  @Test
  void annotationsThatCannotBeChangedAreReplaced() {
    var claim = claim("Bound");
    claim.getMetadata().setAnnotations(Map.copyOf(claim.getMetadata().getAnnotations()));
    for (int i = 0; i < 2; i++) {
      pruned.claim(claim);
      assertThat(claim.getMetadata().getAnnotations()).containsOnlyKeys("deskwright.dev/tags");
    }
  }

  @Test
  void aClaimKeepsTheConditionOfAFileSystemThatHasToGrow() {
    var claim =
        new PersistentVolumeClaimBuilder(claim("Bound"))
            .editStatus()
            .addNewCondition()
            .withType("FileSystemResizePending")
            .withStatus("True")
            .endCondition()
            .endStatus()
            .build();
    pruned.claim(claim);
    assertThat(claim.getStatus().getConditions()).hasSize(1);
  }

  private static PersistentVolumeClaim claim(String phase) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName("desk-user")
        .addToAnnotations("deskwright.dev/tags", "")
        .addToAnnotations("pv.kubernetes.io/bind-completed", "yes")
        .endMetadata()
        .withNewSpec()
        .withStorageClassName("fast")
        .withVolumeName("pv")
        .withNewResources()
        .addToRequests("storage", new Quantity("50Gi"))
        .endResources()
        .endSpec()
        .withNewStatus()
        .withPhase(phase)
        .endStatus()
        .build();
  }

  private static Pod pod(String ready) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("desk")
        .endMetadata()
        .withNewSpec()
        .withNodeName("node")
        .addNewContainer()
        .withName("desktop")
        .withNewResources()
        .addToRequests("cpu", new Quantity("1"))
        .addToRequests("memory", new Quantity("2Gi"))
        .endResources()
        .endContainer()
        .addNewVolume()
        .withName("home")
        .withNewPersistentVolumeClaim()
        .withClaimName("desk-user")
        .endPersistentVolumeClaim()
        .endVolume()
        .endSpec()
        .withNewStatus()
        .withPhase("Running")
        .withPodIP("10.0.0.1")
        .withConditions(
            new PodConditionBuilder()
                .withType("Ready")
                .withStatus(ready)
                .withLastTransitionTime("2026-01-01T09:00:00Z")
                .build())
        .addNewContainerStatus()
        .withName("desktop")
        .withImage("image")
        .withRestartCount(3)
        .withReady(false)
        .endContainerStatus()
        .endStatus()
        .build();
  }
}
