package dev.deskwright.demo;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshotClassBuilder;

/** Watches snapshots while there is an API for them, which may come and go at any time. */
final class SimulatedSnapshotter implements AutoCloseable {

  private final KubernetesClient client;
  private final SimulatedSteps steps;
  private final SimulatedSnapshots snapshots;
  private final SimulatedGarbageCollector garbageCollector;
  private SharedIndexInformer<CustomResourceDefinition> definitions;
  private SharedIndexInformer<VolumeSnapshot> informer;
  private boolean isServed;

  SimulatedSnapshotter(
      KubernetesClient client,
      SimulatedSteps steps,
      SimulatedSnapshots snapshots,
      SimulatedGarbageCollector garbageCollector) {
    this.client = client;
    this.steps = steps;
    this.snapshots = snapshots;
    this.garbageCollector = garbageCollector;
  }

  void start() {
    definitions =
        client
            .apiextensions()
            .v1()
            .customResourceDefinitions()
            .inform(SimulatedNodes.onEach(this::seen, this::gone));
  }

  private void seen(CustomResourceDefinition definition) {
    if (isOfSnapshots(definition)) {
      steps.soon("watching snapshots", this::watch);
      setServed(true);
    }
  }

  private void seen(VolumeSnapshot snapshot) {
    snapshots.seen(snapshot);
    garbageCollector.seen(snapshot);
  }

  private void gone(CustomResourceDefinition definition) {
    if (isOfSnapshots(definition)) {
      setServed(false);
      stopWatching();
    }
  }

  private static boolean isOfSnapshots(CustomResourceDefinition definition) {
    return definition.getMetadata().getName().equals(SimulatedSnapshotApi.DEFINITION);
  }

  private synchronized void setServed(boolean served) {
    isServed = served;
  }

  /** Throws while the API is not served yet, upon which it is called again. */
  private synchronized boolean watch() {
    if (isServed && informer == null) {
      createClass();
      informer =
          client
              .resources(VolumeSnapshot.class)
              .inAnyNamespace()
              .inform(SimulatedNodes.onEach(this::seen, snapshots::gone));
    }
    return true;
  }

  private void createClass() {
    var simulated =
        new VolumeSnapshotClassBuilder()
            .withNewMetadata()
            .withName(SimulatedNodes.STORAGE_CLASS)
            .addToLabels(SimulatedNodes.LABEL, "true")
            .addToAnnotations("snapshot.storage.kubernetes.io/is-default-class", "true")
            .endMetadata()
            .withDriver(SimulatedNodes.DRIVER)
            .withDeletionPolicy("Delete")
            .build();
    if (client.resource(simulated).get() == null) {
      client.resource(simulated).create();
    }
  }

  private synchronized void stopWatching() {
    if (informer != null) {
      informer.close();
      informer = null;
    }
  }

  @Override
  public void close() {
    if (definitions != null) {
      definitions.close();
    }
    stopWatching();
  }
}
