package dev.deskwright.workspace.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.workspace.Desk;
import dev.deskwright.workspace.Samples;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rules of the Pod Security Standards, as assertions on the pods that are made.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Pod Security
 *     Standards</a>
 */
class PodSecurityTest {

  private static final Set<String> BASELINE_CAPABILITIES =
      Set.of(
          "AUDIT_WRITE",
          "CHOWN",
          "DAC_OVERRIDE",
          "FOWNER",
          "FSETID",
          "KILL",
          "MKNOD",
          "NET_BIND_SERVICE",
          "SETFCAP",
          "SETGID",
          "SETPCAP",
          "SETUID",
          "SYS_CHROOT");

  private static PodSpec spec(Bundle bundle) {
    Desk desk = Desk.fresh();
    desk.bundle = bundle;
    return PodTemplate.pod(desk.resolution().blueprint().orElseThrow()).getSpec();
  }

  private static List<Container> containers(PodSpec spec) {
    return Stream.concat(spec.getInitContainers().stream(), spec.getContainers().stream()).toList();
  }

  private static Optional<SecurityContext> security(Container container) {
    return Optional.ofNullable(container.getSecurityContext());
  }

  static Stream<PodSpec> allPods() {
    return Stream.concat(
        restrictedPods(),
        Stream.of(
            spec(Samples.bundle()),
            spec(Samples.bundle("security: {runAsUser: 0}")),
            spec(Samples.bundle("security: {runAsUser: 1001, fsGroup: 1002}")),
            spec(Samples.bundleWithoutRoot("security: {profile: Baseline}"))));
  }

  static Stream<PodSpec> restrictedPods() {
    return Stream.of(
        spec(Samples.bundleWithoutRoot()),
        spec(Samples.bundleWithoutRoot("security: {profile: Restricted}")),
        spec(Samples.bundleWithoutRoot("security: {runAsUser: 1001, fsGroup: 1002}")));
  }

  @ParameterizedTest
  @MethodSource("allPods")
  void baseline(PodSpec spec) {
    assertThat(spec.getHostNetwork()).isNull();
    assertThat(spec.getHostPID()).isNull();
    assertThat(spec.getHostIPC()).isNull();
    assertThat(spec.getVolumes()).allMatch(v -> v.getHostPath() == null);
    assertThat(spec.getSecurityContext().getSysctls()).isEmpty();
    assertThat(spec.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    for (Container container : containers(spec)) {
      assertThat(container.getPorts()).allMatch(port -> port.getHostPort() == null);
      var security = security(container);
      assertThat(security.map(SecurityContext::getPrivileged)).isEmpty();
      assertThat(security.map(SecurityContext::getProcMount)).isEmpty();
      assertThat(security.map(SecurityContext::getSeccompProfile)).isEmpty();
      assertThat(
              security.map(SecurityContext::getCapabilities).map(c -> c.getAdd()).orElse(List.of()))
          .isSubsetOf(BASELINE_CAPABILITIES);
    }
  }

  @ParameterizedTest
  @MethodSource("restrictedPods")
  void restricted(PodSpec spec) {
    assertThat(spec.getVolumes())
        .allMatch(v -> v.getPersistentVolumeClaim() != null || v.getEmptyDir() != null);
    assertThat(spec.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(Objects.equals(spec.getSecurityContext().getRunAsUser(), 0L)).isFalse();
    assertThat(containers(spec))
        .allSatisfy(
            container -> {
              var security = container.getSecurityContext();
              assertThat(security.getAllowPrivilegeEscalation()).isFalse();
              assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
              assertThat(security.getCapabilities().getAdd()).isEmpty();
              assertThat(security.getRunAsNonRoot()).isNull();
              assertThat(security.getRunAsUser()).isNull();
            });
  }

  @Test
  void theSeedHasNoMoreThanCopyingTakes() {
    var seed = containers(spec(Samples.bundle())).get(0);
    assertThat(seed.getName()).isEqualTo("seed-root");
    assertThat(seed.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(seed.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
  }

  @Test
  void aGroupIsNotHandedTheSystemFilesOfARootDrive() {
    assertThat(spec(Samples.bundle()).getSecurityContext().getFsGroup()).isNull();
    assertThat(spec(Samples.bundleWithoutRoot()).getSecurityContext().getFsGroup())
        .isEqualTo(1000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"runAsUser: 1001", "runAsUser: 1001, fsGroup: 1002"})
  void aUserWhoIsGivenIsNeverInRootsGroup(String security) {
    assertThat(
            spec(Samples.bundle("security: {" + security + "}"))
                .getSecurityContext()
                .getRunAsGroup())
        .isNotNull()
        .isNotEqualTo(0L);
  }
}
