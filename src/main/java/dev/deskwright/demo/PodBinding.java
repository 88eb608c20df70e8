package dev.deskwright.demo;

import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** How a scheduler gives a pod its node. */
enum PodBinding {

  /** As every scheduler does it: the API server lets nobody write the pod's nodeName. */
  BINDING {
    @Override
    void bind(KubernetesClient client, Pod pod, String node) {
      client
          .bindings()
          .inNamespace(pod.getMetadata().getNamespace())
          .resource(
              new BindingBuilder()
                  .withNewMetadata()
                  .withName(pod.getMetadata().getName())
                  .withUid(pod.getMetadata().getUid())
                  .endMetadata()
                  .withNewTarget()
                  .withApiVersion("v1")
                  .withKind("Node")
                  .withName(node)
                  .endTarget()
                  .build())
          .create();
    }
  },

  /** For the in-memory API server, which knows no bindings. */
  NODE_NAME {
    @Override
    void bind(KubernetesClient client, Pod pod, String node) {
      client
          .resource(pod)
          .patch(
              PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"nodeName\":\"" + node + "\"}}");
    }
  };

  abstract void bind(KubernetesClient client, Pod pod, String node);
}
