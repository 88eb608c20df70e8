package dev.deskwright.demo;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The CustomResourceDefinitions: those that are missing are created, and removed at the end. */
record Definitions(KubernetesClient client, List<HasMetadata> created) implements AutoCloseable {

  private static final int POLL_MILLIS = 50;
  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(Directory.class, Bundle.class, WorkSpace.class);

  /** Creates what is missing of the definitions in a folder. */
  static Definitions create(Path folder, KubernetesClient client) {
    List<HasMetadata> created = new ArrayList<>();
    for (HasMetadata definition : Manifests.read(folder, client).objects()) {
      if (client.resource(definition).get() == null) {
        created.add(client.resource(definition).create());
      }
    }
    return new Definitions(client, List.copyOf(created));
  }

  /** Waits until the API server answers for every kind; it takes a moment to. */
  void awaitServed(CleanUp cleanUp) throws InterruptedException {
    for (Class<? extends HasMetadata> kind : KINDS) {
      while (!isServed(kind)) {
        cleanUp.check();
        Thread.sleep(POLL_MILLIS);
      }
    }
  }

  private boolean isServed(Class<? extends HasMetadata> kind) {
    try {
      client.resources(kind).inAnyNamespace().list();
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  /** What was created and what was there, for a person. */
  String summary() {
    return created.isEmpty()
        ? "Directory, Bundle and WorkSpace were there already"
        : "Directory, Bundle and WorkSpace are served";
  }

  @Override
  public void close() {
    created.forEach(definition -> client.resource(definition).delete());
  }
}
