package dev.deskwright.workspace.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.workspace.Desk;
import dev.deskwright.workspace.Samples;
import io.fabric8.kubernetes.api.model.PodSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryRulesTest {

  private static Desk under(String... rules) {
    Desk desk = Desk.fresh();
    desk.directory = Samples.directory(rules);
    return desk;
  }

  private static PodSpec pod(Desk desk) {
    return PodTemplate.pod(desk.resolution().blueprint().orElseThrow()).getSpec();
  }

  private static String hash(Desk desk) {
    return PodTemplate.hash(desk.resolution().blueprint().orElseThrow());
  }

  @Test
  void nameserversTakeThePlaceOfTheClusters() {
    var spec = pod(under("dns: {nameservers: [10.0.0.2, 10.0.0.3], searches: [corp.example.com]}"));
    assertThat(spec.getDnsPolicy()).isEqualTo("None");
    assertThat(spec.getDnsConfig().getNameservers()).containsExactly("10.0.0.2", "10.0.0.3");
    assertThat(spec.getDnsConfig().getSearches()).containsExactly("corp.example.com");
  }

  @Test
  void searchesAloneAddToTheClusters() {
    var spec = pod(under("dns: {searches: [corp.example.com]}"));
    assertThat(spec.getDnsPolicy()).isEqualTo("ClusterFirst");
    assertThat(spec.getDnsConfig().getNameservers()).isEmpty();
    assertThat(spec.getDnsConfig().getSearches()).containsExactly("corp.example.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"dns: {}", "dns: {nameservers: []}", "localAdministrators: true", "subnets: []"})
  void whatSaysNothingChangesNothing(String rule) {
    assertThat(hash(under(rule))).isEqualTo(hash(under()));
  }

  @Test
  void whoIsNoLocalAdministratorGainsNoPrivileges() {
    var context =
        pod(under("localAdministrators: false")).getContainers().get(0).getSecurityContext();
    assertThat(context.getAllowPrivilegeEscalation()).isFalse();
    assertThat(context.getCapabilities()).isNull();
    assertThat(pod(under()).getContainers().get(0).getSecurityContext()).isNull();
  }

  @Test
  void underTheRestrictedProfileNobodyIsOneAnyway() {
    Desk desk = under("localAdministrators: false");
    desk.bundle = Samples.bundleWithoutRoot();
    Desk allowed = under();
    allowed.bundle = Samples.bundleWithoutRoot();
    assertThat(hash(desk)).isEqualTo(hash(allowed));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localAdministrators: false",
        "dns: {nameservers: [10.0.0.2]}",
        "dns: {searches: [corp.example.com]}"
      })
  void aRunningDesktopTakesAChangeUpAtItsNextStart(String rule) {
    Desk desk = Desk.running();
    desk.directory = Samples.directory(rule);
    assertThat(desk.plan().writes()).isEmpty();
    assertThat(desk.status().pendingUpdates())
        .singleElement()
        .satisfies(update -> assertThat(update.message()).contains("the Directory's"));
    desk.pod = null;
    desk.run();
    assertThat(desk.status().pendingUpdates()).isEmpty();
  }
}
