package dev.deskwright.workspace.desired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.deskwright.kernel.Ids;
import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.Desk;
import dev.deskwright.workspace.Samples;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodTemplateTest {

  private static Blueprint blueprint(Desk desk) {
    return desk.resolution().blueprint().orElseThrow();
  }

  private static Pod pod(Desk desk) {
    return PodTemplate.pod(blueprint(desk));
  }

  private static Desk with(String... bundle) {
    Desk desk = Desk.fresh();
    desk.bundle = Samples.bundle(bundle);
    return desk;
  }

  private static Container desktop(Pod pod) {
    assertThat(pod.getSpec().getContainers()).hasSize(1);
    return pod.getSpec().getContainers().get(0);
  }

  @Test
  void nameLabelsAndOwner() {
    Desk desk = Desk.fresh();
    desk.workspace = Samples.workspace("tags: {team: red}");
    var meta = pod(desk).getMetadata();
    assertThat(meta.getName()).isEqualTo("desk");
    assertThat(meta.getLabels())
        .containsEntry("team", "red")
        .containsEntry(Labels.MANAGED_BY, "deskwright")
        .containsEntry(Labels.COMPONENT, "desktop")
        .containsEntry(Labels.WORKSPACE, "desk")
        .containsEntry(Labels.DIRECTORY, "corp")
        .containsEntry(Labels.BUNDLE, "standard")
        .containsKey(Labels.WORKSPACE_ID);
    assertThat(meta.getAnnotations())
        .containsEntry(Labels.USER_NAME, "alice")
        .containsEntry(Labels.TAGS, "team");
    assertThat(meta.getOwnerReferences())
        .singleElement()
        .returns(desk.workspace.getMetadata().getUid(), o -> o.getUid())
        .returns(true, o -> o.getController());
  }

  @Test
  void noTagHidesALabelOfOurs() {
    Desk desk = Desk.fresh();
    desk.workspace = Samples.workspace("tags: {deskwright.dev/workspace: evil}");
    assertThat(pod(desk).getMetadata().getLabels()).containsEntry(Labels.WORKSPACE, "desk");
  }

  @Test
  void rootFoldersComeFromTheRootDriveAndTheHomeFolderFromTheUserDrive() {
    assertThat(desktop(pod(Desk.fresh())).getVolumeMounts())
        .extracting(VolumeMount::getName, VolumeMount::getMountPath, VolumeMount::getSubPath)
        .containsExactly(
            tuple("root", "/usr", "system/usr"),
            tuple("root", "/etc", "system/etc"),
            tuple("home", "/home/alice", null),
            tuple("shared-memory", "/dev/shm", null));
  }

  @Test
  void everyMountHasItsVolumeAndEveryVolumeIsMounted() {
    for (Desk desk : List.of(Desk.fresh(), withoutRoot())) {
      var spec = pod(desk).getSpec();
      var mounted = new TreeSet<String>();
      spec.getContainers().forEach(c -> c.getVolumeMounts().forEach(m -> mounted.add(m.getName())));
      spec.getInitContainers()
          .forEach(c -> c.getVolumeMounts().forEach(m -> mounted.add(m.getName())));
      assertThat(spec.getVolumes())
          .extracting(Volume::getName)
          .containsExactlyInAnyOrderElementsOf(mounted);
    }
  }

  private static Desk withoutRoot() {
    Desk desk = Desk.fresh();
    desk.bundle = Samples.bundleWithoutRoot();
    return desk;
  }

  @Test
  void withoutRootPathsNothingIsSeeded() {
    assertThat(pod(withoutRoot()).getSpec().getInitContainers()).isEmpty();
    assertThat(pod(withoutRoot()).getSpec().getVolumes())
        .extracting(Volume::getName)
        .containsExactly("home", "shared-memory");
  }

  @ParameterizedTest
  @CsvSource({
    "alice, '', alice, /home/alice",
    "'CORP\\alice', '', CORP_alice, /home/CORP_alice",
    "alice, 'userVolume: {mountPath: /config}', alice, /config"
  })
  void home(String user, String bundle, String login, String path) {
    Desk desk = with(bundle);
    desk.workspace = Samples.workspace("userName: '" + user + "'");
    assertThat(desktop(pod(desk)).getEnv())
        .extracting(EnvVar::getName, EnvVar::getValue)
        .containsExactly(tuple("DESKWRIGHT_USER", login), tuple("HOME", path));
  }

  @Test
  void requestsEqualLimitsAndTheSeedTakesNoMore() {
    Desk desk = Desk.fresh();
    desk.workspace = Samples.workspace("computeType: GraphicsG4dn");
    Pod pod = pod(desk);
    var resources = desktop(pod).getResources();
    assertThat(resources.getRequests()).isEqualTo(resources.getLimits());
    assertThat(resources.getLimits()).containsOnlyKeys("cpu", "memory", "nvidia.com/gpu");
    assertThat(pod.getSpec().getInitContainers().get(0).getResources()).isEqualTo(resources);
  }

  @Test
  void probesOnThePortOrAsTheBundleSays() {
    var tcp = desktop(pod(Desk.fresh()));
    assertThat(tcp.getReadinessProbe().getTcpSocket().getPort().getIntVal()).isEqualTo(6901);
    assertThat(tcp.getStartupProbe().getTcpSocket().getPort().getIntVal()).isEqualTo(6901);
    assertThat(tcp.getLivenessProbe()).as("a probe must never kill a desktop").isNull();
    var http =
        desktop(pod(with("readiness: {port: 8080, path: /health, scheme: HTTPS}")))
            .getReadinessProbe()
            .getHttpGet();
    assertThat(http.getPort().getIntVal()).isEqualTo(8080);
    assertThat(http.getPath()).isEqualTo("/health");
    assertThat(http.getScheme()).isEqualTo("HTTPS");
  }

  @Test
  void theBundlesOwnWishes() {
    Pod pod =
        pod(
            with(
                "env: [{name: LANG, value: C.UTF-8}, {name: KEY, secretKeyRef: {name: s, key: k}}]",
                "nodeSelector: {disk: ssd}",
                "tolerations: [{key: gpu, operator: Exists, effect: NoSchedule}]",
                "runtimeClassName: kata",
                "imagePullPolicy: Always",
                "imagePullSecrets: [{name: pull}]",
                "sharedMemoryMib: 1024"));
    var spec = pod.getSpec();
    assertThat(desktop(pod).getEnv()).hasSize(4);
    assertThat(desktop(pod).getEnv().get(3).getValueFrom().getSecretKeyRef().getKey())
        .isEqualTo("k");
    assertThat(spec.getNodeSelector()).isEqualTo(Map.of("disk", "ssd"));
    assertThat(spec.getTolerations()).singleElement().returns("gpu", t -> t.getKey());
    assertThat(spec.getRuntimeClassName()).isEqualTo("kata");
    assertThat(desktop(pod).getImagePullPolicy()).isEqualTo("Always");
    assertThat(spec.getInitContainers().get(0).getImagePullPolicy()).isEqualTo("Always");
    assertThat(spec.getImagePullSecrets()).singleElement().returns("pull", s -> s.getName());
    assertThat(spec.getVolumes().get(2).getEmptyDir().getSizeLimit()).hasToString("1024Mi");
  }

  @Test
  void noTokenAndNoServiceLinksReachADesktop() {
    assertThat(pod(Desk.fresh()).getSpec().getAutomountServiceAccountToken()).isFalse();
    assertThat(pod(Desk.fresh()).getSpec().getEnableServiceLinks()).isFalse();
  }

  @Test
  void aDesktopKnowsTheGatewayByItsCertificateAndItselfByItsId() {
    assertThat(desktop(pod(Desk.fresh())).getEnv())
        .extracting(EnvVar::getName)
        .doesNotContain("DESKWRIGHT_GATEWAY_CERTIFICATE", "DESKWRIGHT_WORKSPACE_ID");
    Desk desk = Desk.fresh();
    desk.gatewayCertificate = Optional.of("PEM");
    assertThat(desktop(pod(desk)).getEnv())
        .extracting(EnvVar::getName, EnvVar::getValue)
        .contains(
            tuple("DESKWRIGHT_GATEWAY_CERTIFICATE", "PEM"),
            tuple("DESKWRIGHT_WORKSPACE_ID", Ids.workspace(desk.workspace.getMetadata().getUid())));
    String hash = PodTemplate.hash(blueprint(desk));
    desk.gatewayCertificate = Optional.of("another");
    assertThat(PodTemplate.hash(blueprint(desk))).isNotEqualTo(hash);
  }

  @Test
  void theHashChangesWithSettingsOnly() {
    String hash = PodTemplate.hash(blueprint(Desk.fresh()));
    assertThat(PodTemplate.hash(blueprint(Desk.fresh()))).isEqualTo(hash);
    Desk tagged = Desk.fresh();
    tagged.workspace = Samples.workspace("tags: {team: red}");
    assertThat(PodTemplate.hash(blueprint(tagged))).isEqualTo(hash);
    Desk userNamespaces = Desk.fresh();
    userNamespaces.userNamespaces = true;
    assertThat(PodTemplate.hash(blueprint(userNamespaces))).isEqualTo(hash);
    assertThat(pod(userNamespaces).getSpec().getHostUsers()).isFalse();
    assertThat(PodTemplate.hash(blueprint(with("sharedMemoryMib: 64")))).isNotEqualTo(hash);
    assertThat(pod(Desk.fresh()).getMetadata().getAnnotations())
        .containsEntry(Labels.POD_HASH, hash);
  }
}
