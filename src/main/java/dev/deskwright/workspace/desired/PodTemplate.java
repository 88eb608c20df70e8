package dev.deskwright.workspace.desired;

import dev.deskwright.api.v1alpha1.BundleSpec;
import dev.deskwright.api.v1alpha1.LocalReference;
import dev.deskwright.kernel.Drift;
import dev.deskwright.kernel.Ids;
import dev.deskwright.kernel.Labels;
import dev.deskwright.kernel.Names;
import dev.deskwright.workspace.observed.DriveKind;
import dev.deskwright.workspace.observed.Ownership;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A desktop as a Pod. */
public final class PodTemplate {

  static final String ROOT_VOLUME = "root";
  static final String HOME_VOLUME = "home";
  static final String SHARED_MEMORY_VOLUME = "shared-memory";

  private static final long STOP_SECONDS = 30;

  private PodTemplate() {}

  /** The pod to create for a desktop. */
  public static Pod pod(Blueprint blueprint) {
    var meta = blueprint.workspace().getMetadata();
    Map<String, String> annotations = new TreeMap<>(blueprint.annotations());
    annotations.put(Labels.POD_HASH, hash(blueprint));
    annotations.put(Labels.IMAGE, blueprint.installed().image());
    return new PodBuilder()
        .withNewMetadata()
        .withName(meta.getName())
        .withNamespace(meta.getNamespace())
        .withLabels(blueprint.labels())
        .withAnnotations(annotations)
        .withOwnerReferences(Ownership.reference(blueprint.workspace()))
        .endMetadata()
        .withSpec(hostUsers(spec(blueprint), blueprint))
        .build();
  }

  /**
   * Tells whether a running pod still has the settings that a new one would get. Whether the nodes
   * can do user namespaces is left out: it is no setting, and must not ask for a reboot.
   */
  public static String hash(Blueprint blueprint) {
    return Ids.hash(Drift.text(spec(blueprint)));
  }

  private static PodSpec hostUsers(PodSpec spec, Blueprint blueprint) {
    if (blueprint.userNamespace()) {
      spec.setHostUsers(false);
    }
    return spec;
  }

  private static PodSpec spec(Blueprint blueprint) {
    var bundle = blueprint.bundle();
    var spec =
        new PodSpecBuilder()
            .withHostname(blueprint.workspace().getMetadata().getName())
            .withSubdomain(Names.desktopsOf(blueprint.directory()))
            .withAutomountServiceAccountToken(false)
            .withEnableServiceLinks(false)
            .withRestartPolicy("Always")
            .withTerminationGracePeriodSeconds(STOP_SECONDS)
            .withRuntimeClassName(bundle.runtimeClassName())
            .withNodeSelector(bundle.nodeSelector())
            .withAffinity(blueprint.rules().placement().affinity())
            .withDnsPolicy(DnsTemplate.policy(blueprint.rules().dns()))
            .withDnsConfig(DnsTemplate.config(blueprint.rules().dns()))
            .withTolerations(tolerations(bundle))
            .withImagePullSecrets(pullSecrets(bundle))
            .withSecurityContext(SecurityTemplate.pod(blueprint))
            .build();
    // Set, since every pass does this: a builder copies what it is given, part by part.
    spec.setContainers(List.of(DesktopContainer.container(blueprint)));
    spec.setVolumes(volumes(blueprint));
    if (blueprint.installed().hasRootDrive()) {
      spec.setInitContainers(List.of(SeedContainer.container(blueprint)));
    }
    return spec;
  }

  private static List<Volume> volumes(Blueprint blueprint) {
    List<Volume> volumes = new ArrayList<>();
    blueprint
        .drive(DriveKind.root)
        .ifPresent(drive -> volumes.add(claim(ROOT_VOLUME, drive.claimName())));
    blueprint
        .drive(DriveKind.user)
        .ifPresent(drive -> volumes.add(claim(HOME_VOLUME, drive.claimName())));
    volumes.add(
        new VolumeBuilder()
            .withName(SHARED_MEMORY_VOLUME)
            .withNewEmptyDir()
            .withMedium("Memory")
            .withNewSizeLimit(sharedMemoryMib(blueprint.bundle()) + "Mi")
            .endEmptyDir()
            .build());
    return volumes;
  }

  private static int sharedMemoryMib(BundleSpec bundle) {
    return bundle.sharedMemoryMib() == null ? 512 : bundle.sharedMemoryMib();
  }

  private static Volume claim(String name, String claimName) {
    return new VolumeBuilder()
        .withName(name)
        .withNewPersistentVolumeClaim()
        .withClaimName(claimName)
        .endPersistentVolumeClaim()
        .build();
  }

  private static List<LocalObjectReference> pullSecrets(BundleSpec bundle) {
    return orEmpty(bundle.imagePullSecrets()).stream()
        .map(LocalReference::name)
        .map(LocalObjectReference::new)
        .toList();
  }

  private static List<Toleration> tolerations(BundleSpec bundle) {
    return orEmpty(bundle.tolerations()).stream()
        .map(
            t ->
                new TolerationBuilder()
                    .withKey(t.key())
                    .withOperator(name(t.operator()))
                    .withValue(t.value())
                    .withEffect(name(t.effect()))
                    .build())
        .toList();
  }

  private static String name(Enum<?> value) {
    return Optional.ofNullable(value).map(Enum::name).orElse(null);
  }

  static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list;
  }
}
