package dev.deskwright.workspace.observed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Compute.Resources;
import dev.deskwright.api.v1alpha1.Quotas;
import dev.deskwright.workspace.Samples;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaTest {

  private static final Quotas LIMITS = new Quotas(3, 2, 4, 8, 100);

  private static Amounts running(String cpu, String memory) {
    return Amounts.running(new Resources(cpu, memory, null));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 4Gi, 2000, 4294967296",
    "500m, 512Mi, 500, 536870912",
    "1.5, 1G, 1500, 1000000000",
    "0.0005, 1Ki, 1, 1024"
  })
  void quantitiesAreAddedUpInWholeUnits(String cpu, String memory, long milliCpu, long bytes) {
    assertThat(running(cpu, memory)).isEqualTo(new Amounts(0, 1, milliCpu, bytes, 0));
  }

  @Test
  void whatFitsExactlyFits() {
    var taken = running("2", "4Gi");
    assertThat(Quota.exceeded(LIMITS, taken, running("2", "4Gi"))).isEmpty();
    assertThat(Quota.exceeded(LIMITS, taken, running("2001m", "4Gi"))).contains(Quota.vcpu);
    assertThat(Quota.exceeded(LIMITS, taken, running("2", "4097Mi"))).contains(Quota.memoryGib);
  }

  @Test
  void whatIsNotNeededIsNeverLacking() {
    var tooMuch = new Amounts(9, 9, 99_000, Amounts.gib(99), 0);
    assertThat(Quota.exceeded(LIMITS, tooMuch, Amounts.stored(Amounts.gib(100)))).isEmpty();
    assertThat(Quota.exceeded(LIMITS, tooMuch, Amounts.stored(Amounts.gib(100) + 1)))
        .contains(Quota.storageGib);
  }

  @Test
  void withoutALimitThereIsRoom() {
    var none = new Quotas(null, null, null, null, null);
    assertThat(Quota.exceeded(none, running("256", "24Ti"), running("256", "24Ti"))).isEmpty();
    assertThat(Quota.vcpu.used(none, running("1", "1Gi"))).isNull();
  }

  @Test
  void whatIsUsedIsRoundedUp() {
    assertThat(Quota.vcpu.used(LIMITS, running("2500m", "1Mi"))).isEqualTo(3);
    assertThat(Quota.memoryGib.used(LIMITS, running("1", "1Mi"))).isEqualTo(1);
  }

  @Test
  void roomIsKeptForThoseWhoHaveWaitedLonger() {
    var use = QuotaUse.of(LIMITS, running("1", "1Gi"), Amounts.NONE, List.of(running("2", "2Gi")));
    assertThat(use.taken()).isEqualTo(new Amounts(0, 2, 3000, Amounts.gib(3), 0));
  }

  @Test
  void nothingLiesIdleForOneWhoDoesNotFitYet() {
    var use =
        QuotaUse.of(
            LIMITS,
            running("1", "1Gi"),
            Amounts.NONE,
            List.of(running("4", "4Gi"), running("1", "1Gi")));
    assertThat(use.reserved()).isEqualTo(running("1", "1Gi"));
    assertThat(use.waitingAhead()).isEqualTo(2);
  }

  @Test
  void whatOneHasIsNotFreeForThoseAhead() {
    var drives = new Amounts(3, 0, 0, 0, 0);
    assertThat(QuotaUse.of(LIMITS, Amounts.NONE, drives, List.of(new Amounts(1, 1, 1, 1, 1))))
        .returns(Amounts.NONE, QuotaUse::reserved);
  }

  private static Container container(String name, String cpu, String memory) {
    return new ContainerBuilder()
        .withName(name)
        .withNewResources()
        .addToRequests("cpu", new Quantity(cpu))
        .addToRequests("memory", new Quantity(memory))
        .endResources()
        .build();
  }

  @Property
  void aPrunedPodTakesWhatItTookBefore(
      @ForAll @IntRange(min = 10, max = 256_000) int milliCpu,
      @ForAll @IntRange(min = 16, max = 1_000_000) int mebibytes) {
    Pod pod = Samples.pod("{phase: Running}");
    pod.getSpec()
        .setContainers(
            List.of(
                container("desktop", milliCpu + "m", mebibytes + "Mi"),
                container("sidecar", "10m", "16Mi")));
    var before = PodRequests.of(pod);
    PodRequests.prune(pod);
    assertThat(pod.getSpec().getContainers()).isEmpty();
    assertThat(PodRequests.of(pod)).isEqualTo(before);
    PodRequests.prune(pod);
    assertThat(PodRequests.of(pod)).isEqualTo(before);
    assertThat(before.milliCpu()).isEqualTo(milliCpu + 10);
  }
}
