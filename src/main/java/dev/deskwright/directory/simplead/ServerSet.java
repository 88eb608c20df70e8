package dev.deskwright.directory.simplead;

import dev.deskwright.api.v1alpha1.SimpleAd.DeletionPolicy;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetPersistentVolumeClaimRetentionPolicy;
import io.fabric8.kubernetes.api.model.apps.StatefulSetPersistentVolumeClaimRetentionPolicyBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import java.util.Map;

/**
 * A server as a StatefulSet of one: its pod has one name, so that two never share a volume. One set
 * for both could not put each into its own subnet.
 */
final class ServerSet {

  static final String VOLUME = "state";

  /** Annotation of the pod: which certificate it has, as Samba reads it only at its start. */
  static final String CERTIFICATE = "deskwright.dev/certificate";

  private ServerSet() {}

  static StatefulSet of(Domain domain, Server server, Addresses addresses, String certificate) {
    return new StatefulSetBuilder()
        .withMetadata(ServerMeta.of(domain, domain.nameOf(server), ServerMeta.one(domain, server)))
        .withNewSpec()
        .withReplicas(1)
        .withServiceName(domain.sharedName())
        .withNewSelector()
        .withMatchLabels(ServerMeta.one(domain, server))
        .endSelector()
        .withTemplate(template(domain, server, addresses, certificate))
        .withVolumeClaimTemplates(claim(domain, server))
        .withPersistentVolumeClaimRetentionPolicy(retention(domain))
        .endSpec()
        .build();
  }

  /** What may change later; the rest of a StatefulSet is fixed. */
  static Map<String, Object> changeable(StatefulSetSpec spec) {
    return Map.of(
        "replicas",
        spec.getReplicas(),
        "template",
        spec.getTemplate(),
        "persistentVolumeClaimRetentionPolicy",
        spec.getPersistentVolumeClaimRetentionPolicy());
  }

  private static PodTemplateSpec template(
      Domain domain, Server server, Addresses addresses, String certificate) {
    return new PodTemplateSpecBuilder()
        .withNewMetadata()
        .withLabels(ServerMeta.one(domain, server))
        .withAnnotations(Map.of(CERTIFICATE, certificate))
        .endMetadata()
        .withSpec(ServerPod.spec(domain, server, addresses))
        .build();
  }

  private static PersistentVolumeClaim claim(Domain domain, Server server) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName(VOLUME)
        .withLabels(ServerMeta.one(domain, server))
        .endMetadata()
        .withNewSpec()
        .withAccessModes("ReadWriteOnce")
        .withStorageClassName(domain.settings().storageClassName())
        .withNewResources()
        .addToRequests("storage", new Quantity(domain.volumeSizeGib() + "Gi"))
        .endResources()
        .endSpec()
        .build();
  }

  private static StatefulSetPersistentVolumeClaimRetentionPolicy retention(Domain domain) {
    return new StatefulSetPersistentVolumeClaimRetentionPolicyBuilder()
        .withWhenDeleted(domain.deletionPolicy() == DeletionPolicy.Delete ? "Delete" : "Retain")
        .withWhenScaled("Retain")
        .build();
  }
}
