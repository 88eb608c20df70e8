package dev.deskwright.demo;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.concurrent.TimeUnit;

/** The namespace that the demo makes for itself, and removes with all that is in it. */
record DemoNamespace(KubernetesClient client, Screen screen) implements AutoCloseable {

  static final String NAME = "deskwright-demo";
  private static final int LONGEST_REMOVAL_SECONDS = 75;

  /** Creates it; it must not be there. */
  static DemoNamespace create(KubernetesClient client, Screen screen) {
    if (client.namespaces().withName(NAME).get() != null) {
      throw new DemoFailure(
          "the namespace %s exists already, and what is in it may be somebody's: remove it first, with kubectl delete namespace %s"
              .formatted(NAME, NAME));
    }
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(NAME).endMetadata().build())
        .create();
    return new DemoNamespace(client, screen);
  }

  @Override
  public void close() {
    screen.begin("Cleaning up", "removing the namespace " + NAME + " and all that is in it");
    var namespace = client.namespaces().withName(NAME);
    namespace.delete();
    namespace.waitUntilCondition(now -> now == null, LONGEST_REMOVAL_SECONDS, TimeUnit.SECONDS);
    screen.done("the namespace " + NAME + " is gone");
  }
}
