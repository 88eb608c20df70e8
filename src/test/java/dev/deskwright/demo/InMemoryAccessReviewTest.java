package dev.deskwright.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import org.junit.jupiter.api.Test;

/** Whom a ClusterRoleBinding names is let in, and nobody else. */
class InMemoryAccessReviewTest {

  @Test
  void whoIsBoundIsAllowed() {
    try (var server = InMemoryApiServer.start();
        var client = new KubernetesClientBuilder().withConfig(server.clientConfig()).build()) {
      assertThat(isAllowed(client, "alice", "staff")).isFalse();
      bind(client, "User", "alice");
      bind(client, "Group", "operators");
      assertThat(isAllowed(client, "alice", "staff")).isTrue();
      assertThat(isAllowed(client, "bob", "staff")).isFalse();
      assertThat(isAllowed(client, "bob", "operators")).isTrue();
      // A user is no group of that name.
      assertThat(isAllowed(client, "operators", "alice")).isFalse();
    }
  }

  private static void bind(KubernetesClient client, String kind, String name) {
    client
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "viewer")
                .addNewSubject("rbac.authorization.k8s.io", kind, name, null)
                .build())
        .create();
  }

  private static boolean isAllowed(KubernetesClient client, String user, String group) {
    var review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser(user)
            .withGroups(group)
            .endSpec()
            .build();
    return client
        .authorization()
        .v1()
        .subjectAccessReview()
        .create(review)
        .getStatus()
        .getAllowed();
  }
}
