package dev.deskwright.usage;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.Prices;
import dev.deskwright.api.v1alpha1.WorkSpace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Listable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads what a question is about, in pages, so that a large fleet is never in memory at once. */
final class ClusterReader {

  private final KubernetesClient client;
  private final Optional<String> namespace;
  private final long pageSize;

  /**
   * Reads with the rights of a client.
   *
   * @param namespace empty for all
   * @param pageSize how many objects to ask for at once
   */
  ClusterReader(KubernetesClient client, Optional<String> namespace, long pageSize) {
    this.client = client;
    this.namespace = namespace;
    this.pageSize = pageSize;
  }

  /** The prices of all Bundles, by {@link Line#bundleKey}. */
  Map<String, Optional<Prices>> bundles() {
    Map<String, Optional<Prices>> prices = new HashMap<>();
    each(
        Bundle.class,
        Optional.empty(),
        bundle ->
            prices.put(
                Line.bundleKey(bundle.getMetadata().getNamespace(), bundle.getMetadata().getName()),
                Optional.ofNullable(bundle.getSpec().prices())));
    return prices;
  }

  /** Each WorkSpace in turn. */
  void workspaces(Optional<String> selector, Consumer<WorkSpace> action) {
    each(WorkSpace.class, selector, action);
  }

  private <T extends HasMetadata> void each(
      Class<T> kind, Optional<String> selector, Consumer<T> action) {
    var all = client.resources(kind);
    Listable<? extends KubernetesResourceList<T>> wanted =
        namespace.isPresent() ? all.inNamespace(namespace.get()) : all.inAnyNamespace();
    String next = null;
    do {
      var options =
          new ListOptionsBuilder()
              .withLimit(pageSize)
              .withContinue(next)
              .withLabelSelector(selector.orElse(null))
              .build();
      KubernetesResourceList<T> page = wanted.list(options);
      page.getItems().forEach(action);
      next = page.getMetadata().getContinue();
    } while (next != null && !next.isEmpty());
  }
}
