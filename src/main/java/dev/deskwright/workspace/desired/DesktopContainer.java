package dev.deskwright.workspace.desired;

import dev.deskwright.api.v1alpha1.BundleSpec;
import dev.deskwright.api.v1alpha1.Compute.Resources;
import dev.deskwright.api.v1alpha1.Readiness;
import dev.deskwright.kernel.Ids;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The container that is the desktop. */
final class DesktopContainer {

  static final String NAME = "desktop";

  /** Ten minutes for the first start; after that the probe only tells, it never kills. */
  private static final int START_SECONDS = 600;

  private DesktopContainer() {}

  static Container container(Blueprint blueprint) {
    var bundle = blueprint.bundle();
    return new ContainerBuilder()
        .withName(NAME)
        .withImage(blueprint.installed().image())
        .withImagePullPolicy(pullPolicy(bundle))
        .withEnv(environment(blueprint))
        .withPorts(
            new ContainerPortBuilder()
                .withName(NAME)
                .withContainerPort(bundle.protocol().port())
                .build())
        .withResources(requirements(blueprint.resources()))
        .withSecurityContext(SecurityTemplate.desktop(blueprint))
        .withStartupProbe(
            probe(bundle).withPeriodSeconds(1).withFailureThreshold(START_SECONDS).build())
        .withReadinessProbe(probe(bundle).withPeriodSeconds(10).withFailureThreshold(3).build())
        .withVolumeMounts(mounts(blueprint))
        .build();
  }

  static String pullPolicy(BundleSpec bundle) {
    return bundle.imagePullPolicy() == null ? "IfNotPresent" : bundle.imagePullPolicy().name();
  }

  static ResourceRequirements requirements(Resources resources) {
    Map<String, Quantity> quantities = new TreeMap<>();
    quantities.put("cpu", new Quantity(resources.cpu()));
    quantities.put("memory", new Quantity(resources.memory()));
    if (resources.gpu() != null) {
      quantities.put(resources.gpu().resource(), new Quantity(resources.gpu().count().toString()));
    }
    return new ResourceRequirementsBuilder()
        .withRequests(quantities)
        .withLimits(quantities)
        .build();
  }

  private static List<EnvVar> environment(Blueprint blueprint) {
    List<EnvVar> environment = new ArrayList<>();
    environment.add(new EnvVar("DESKWRIGHT_USER", HomePath.loginName(blueprint.workspace()), null));
    environment.add(new EnvVar("HOME", blueprint.homePath(), null));
    blueprint
        .gatewayCertificate()
        .ifPresent(
            certificate -> {
              String id = Ids.workspace(blueprint.workspace().getMetadata().getUid());
              environment.add(new EnvVar("DESKWRIGHT_WORKSPACE_ID", id, null));
              environment.add(new EnvVar("DESKWRIGHT_GATEWAY_CERTIFICATE", certificate, null));
            });
    for (var variable : PodTemplate.orEmpty(blueprint.bundle().env())) {
      environment.add(variable(variable));
    }
    return environment;
  }

  private static EnvVar variable(BundleSpec.EnvVariable variable) {
    var builder = new EnvVarBuilder().withName(variable.name()).withValue(variable.value());
    if (variable.secretKeyRef() != null) {
      builder
          .withNewValueFrom()
          .withNewSecretKeyRef()
          .withName(variable.secretKeyRef().name())
          .withKey(variable.secretKeyRef().key())
          .endSecretKeyRef()
          .endValueFrom();
    }
    return builder.build();
  }

  private static ProbeBuilder probe(BundleSpec bundle) {
    Readiness readiness = bundle.readiness();
    var probe = new ProbeBuilder().withTimeoutSeconds(3);
    if (readiness == null) {
      return probe.withNewTcpSocket().withNewPort(bundle.protocol().port()).endTcpSocket();
    }
    return probe
        .withNewHttpGet()
        .withNewPort(readiness.port())
        .withPath(readiness.path() == null ? "/" : readiness.path())
        .withScheme(readiness.scheme() == null ? "HTTP" : readiness.scheme().name())
        .endHttpGet();
  }

  private static List<VolumeMount> mounts(Blueprint blueprint) {
    List<VolumeMount> mounts = new ArrayList<>();
    for (String path : blueprint.installed().rootPaths()) {
      mounts.add(
          new VolumeMountBuilder()
              .withName(PodTemplate.ROOT_VOLUME)
              .withMountPath(path)
              .withSubPath(SeedContainer.SYSTEM + path)
              .build());
    }
    mounts.add(mount(PodTemplate.HOME_VOLUME, blueprint.homePath()));
    mounts.add(mount(PodTemplate.SHARED_MEMORY_VOLUME, "/dev/shm"));
    return mounts;
  }

  static VolumeMount mount(String volume, String path) {
    return new VolumeMountBuilder().withName(volume).withMountPath(path).build();
  }
}
