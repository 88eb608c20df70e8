package dev.deskwright.workspace;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.kernel.PrunedStore;
import dev.deskwright.workspace.observed.VolumesMade;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of storage beside the claims: the classes, and how the making of volumes goes on.
 */
final class StorageSource {

  private final Clock clock;
  private final Instant since;
  private final Map<String, Instant> lastMade = new ConcurrentHashMap<>();
  private final InformerEventSource<StorageClass, WorkSpace> classes;

  /** A change of a class can bear on every WorkSpace. */
  StorageSource(WorkSpaceIndex index, Clock clock, EventSourceContext<WorkSpace> context) {
    this.clock = clock;
    this.since = clock.instant();
    this.classes =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(StorageClass.class, WorkSpace.class)
                .withSecondaryToPrimaryMapper(c -> WorkSpaceSources.ids(index.all()))
                .withPrimaryToSecondaryMapper(ws -> Set.of())
                .withItemStore(PrunedStore.forNamespaces(Set.of()))
                .withWatchAllNamespaces()
                .build(),
            context);
  }

  InformerEventSource<StorageClass, WorkSpace> eventSource() {
    return classes;
  }

  List<StorageClass> classes() {
    return classes.list(c -> true).toList();
  }

  /** The same answer, to every change of a claim, which is noted. */
  OnUpdateFilter<PersistentVolumeClaim> listening(OnUpdateFilter<PersistentVolumeClaim> isNews) {
    return (now, before) -> {
      if (VolumesMade.isBound(now) && !VolumesMade.isBound(before)) {
        lastMade.put(VolumesMade.className(now), clock.instant());
      }
      return isNews.accept(now, before);
    };
  }

  VolumesMade made() {
    return new VolumesMade(since, Map.copyOf(lastMade));
  }
}
