package dev.deskwright.fault;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.fault.history.Marks;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.util.List;
import java.util.stream.Stream;

/** Has things in the namespace that look much like the operator's, and are not. */
final class Stranger {

  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(
          WorkSpace.class,
          Pod.class,
          PersistentVolumeClaim.class,
          VolumeSnapshot.class,
          Bundle.class,
          Directory.class,
          Service.class,
          NetworkPolicy.class);

  private Stranger() {}

  /**
   * Puts them there: a claim and a snapshot labelled as a desktop's, and a pod of a name like one.
   */
  static void moveIn(KubernetesClient client, String namespace) {
    Stream.of(
            """
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata:
              name: desk0-user-00000
              labels: {app.kubernetes.io/managed-by: deskwright, deskwright.dev/workspace: desk0, deskwright.dev/drive: user}
              annotations: {%1$s: "yes"}
            spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
            """,
            """
            apiVersion: snapshot.storage.k8s.io/v1
            kind: VolumeSnapshot
            metadata:
              name: desk0-user-20200101-0000
              labels: {app.kubernetes.io/managed-by: deskwright, deskwright.dev/workspace: desk0, deskwright.dev/drive: user, deskwright.dev/snapshot-kind: automatic}
              annotations: {%1$s: "yes"}
            spec: {source: {persistentVolumeClaimName: desk0-user-00000}}
            """,
            """
            apiVersion: v1
            kind: Pod
            metadata:
              name: desk0-helper
              labels: {app.kubernetes.io/managed-by: deskwright, deskwright.dev/workspace: desk0}
              annotations: {%1$s: "yes"}
            spec: {containers: [{name: helper, image: helper}]}
            """)
        .forEach(
            yaml -> client.resource(yaml.formatted(Marks.OTHER)).inNamespace(namespace).create());
  }

  /** Removes all that there is in a namespace. */
  static void cleanUp(KubernetesClient client, String namespace) {
    for (Class<? extends HasMetadata> kind : KINDS) {
      for (HasMetadata object : client.resources(kind).inNamespace(namespace).list().getItems()) {
        try {
          if (!object.getFinalizers().isEmpty()) {
            client
                .resource(object)
                .patch(
                    dev.deskwright.kernel.MergePatch.CONTEXT,
                    "{\"metadata\": {\"finalizers\": null}}");
          }
          client.resource(object).withGracePeriod(0).delete();
        } catch (KubernetesClientException e) {
          // It has gone by itself meanwhile.
          if (e.getCode() != 404 && e.getCode() != 409) {
            throw e;
          }
        }
      }
    }
  }
}
