package dev.deskwright.workspace;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.kernel.Children;
import dev.deskwright.kernel.Labels;
import dev.deskwright.kernel.PrunedStore;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.Ownership;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The WorkSpace controller's caches: the one place where it reads. */
public final class WorkSpaceSources {

  private final WorkSpaceIndex index;
  private final Set<String> namespaces;
  private final BooleanSupplier userNamespaces;
  private final Clock clock;
  private final Consumer<ResourceID> bundleChanged;
  private final Consumer<ResourceID> directoryChanged;

  private InformerEventSource<Pod, WorkSpace> podCache;
  private InformerEventSource<PersistentVolumeClaim, WorkSpace> claimCache;
  private InformerEventSource<Bundle, WorkSpace> bundleCache;
  private InformerEventSource<Directory, WorkSpace> directoryCache;
  private InformerEventSource<StorageClass, WorkSpace> storageClassCache;
  private Children<Pod> pods;
  private Children<PersistentVolumeClaim> claims;

  /**
   * Prepares nothing yet.
   *
   * @param index is attached to the WorkSpace cache
   * @param namespaces the namespaces watched; empty for all
   * @param userNamespaces whether the nodes can run pods in Linux user namespaces
   * @param bundleChanged is told which Bundle has won or lost a WorkSpace
   * @param directoryChanged is told which Directory has
   */
  public WorkSpaceSources(
      WorkSpaceIndex index,
      Set<String> namespaces,
      BooleanSupplier userNamespaces,
      Clock clock,
      Consumer<ResourceID> bundleChanged,
      Consumer<ResourceID> directoryChanged) {
    this.index = index;
    this.namespaces = namespaces;
    this.userNamespaces = userNamespaces;
    this.clock = clock;
    this.bundleChanged = bundleChanged;
    this.directoryChanged = directoryChanged;
  }

  List<EventSource<?, WorkSpace>> prepare(EventSourceContext<WorkSpace> context) {
    index.attach(context.getPrimaryCache());
    podCache = owned(Pod.class, WorkSpaceSources::prunePod, context);
    claimCache = owned(PersistentVolumeClaim.class, claim -> {}, context);
    bundleCache =
        named(Bundle.class, context, b -> ids(index.ofBundle(namespace(b), name(b)).stream()));
    directoryCache =
        named(
            Directory.class, context, d -> ids(index.ofDirectory(namespace(d), name(d)).stream()));
    storageClassCache =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(StorageClass.class, WorkSpace.class)
                .withSecondaryToPrimaryMapper(c -> ids(index.all()))
                .withPrimaryToSecondaryMapper(ws -> Set.of())
                .withItemStore(PrunedStore.forNamespaces(Set.of()))
                .withWatchAllNamespaces()
                .build(),
            context);
    pods = new Children<>(Pod.class, context.getClient(), podCache);
    claims = new Children<>(PersistentVolumeClaim.class, context.getClient(), claimCache);
    return List.of(
        podCache,
        claimCache,
        bundleCache,
        directoryCache,
        storageClassCache,
        new Neighbours(index, bundleChanged, directoryChanged));
  }

  private <R extends HasMetadata> InformerEventSource<R, WorkSpace> owned(
      Class<R> type, Consumer<R> prune, EventSourceContext<WorkSpace> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(type, WorkSpace.class)
            .withLabelSelector(Labels.SELECTOR)
            .withItemStore(PrunedStore.forNamespaces(namespaces, prune))
            .withSecondaryToPrimaryMapper(WorkSpaceSources::workspaceOf)
            .withPrimaryToSecondaryMapper(ws -> Set.of())
            .withNamespacesInheritedFromController()
            .build(),
        context);
  }

  /**
   * Of a pod's spec only the node is read; the rest is what the operator wrote, once per desktop.
   */
  private static void prunePod(Pod pod) {
    String node = pod.getSpec().getNodeName();
    pod.setSpec(new PodSpecBuilder().withNodeName(node).build());
  }

  private <R extends HasMetadata> InformerEventSource<R, WorkSpace> named(
      Class<R> type, EventSourceContext<WorkSpace> context, SecondaryToPrimaryMapper<R> users) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(type, WorkSpace.class)
            .withItemStore(PrunedStore.forNamespaces(namespaces))
            .withSecondaryToPrimaryMapper(users)
            .withPrimaryToSecondaryMapper(ws -> Set.of())
            .withOnUpdateFilter(WorkSpaceSources::specOrLifeChanged)
            .withNamespacesInheritedFromController()
            .build(),
        context);
  }

  private static boolean specOrLifeChanged(HasMetadata now, HasMetadata before) {
    return !now.getMetadata().getGeneration().equals(before.getMetadata().getGeneration())
        || now.isMarkedForDeletion() != before.isMarkedForDeletion();
  }

  Children<Pod> pods() {
    return pods;
  }

  Children<PersistentVolumeClaim> claims() {
    return claims;
  }

  /** All that is known of a WorkSpace now. */
  Observed observe(WorkSpace workspace) {
    var meta = workspace.getMetadata();
    var pod = podCache.get(new ResourceID(meta.getName(), meta.getNamespace()));
    var root = claim(workspace, Observed.rootClaimName(workspace));
    var user = claim(workspace, Observed.userClaimName(workspace));
    return new Observed(
        workspace,
        directoryCache.get(
            new ResourceID(workspace.getSpec().directoryRef().name(), meta.getNamespace())),
        bundleCache.get(
            new ResourceID(workspace.getSpec().bundleRef().name(), meta.getNamespace())),
        UserFence.holder(workspace, index.ofSameUser(workspace), this::hasDrive),
        leftover(workspace, Stream.of(pod, root, user)),
        root.filter(c -> Ownership.isOf(workspace, c)),
        user.filter(c -> Ownership.isOf(workspace, c)),
        pod.filter(p -> Ownership.isOf(workspace, p)),
        storageClassCache.list(c -> true).toList(),
        userNamespaces.getAsBoolean(),
        clock.instant());
  }

  /** Any drive counts: a crash may have come between the first and the second. */
  boolean hasDrive(WorkSpace workspace) {
    return Stream.of(Observed.rootClaimName(workspace), Observed.userClaimName(workspace))
        .flatMap(name -> claim(workspace, name).stream())
        .anyMatch(claim -> Ownership.isOf(workspace, claim));
  }

  private Optional<PersistentVolumeClaim> claim(WorkSpace workspace, String name) {
    return claimCache.get(new ResourceID(name, workspace.getMetadata().getNamespace()));
  }

  /** What an earlier WorkSpace owned is on its way out; what it left on purpose has no owner. */
  private static Optional<HasMetadata> leftover(
      WorkSpace workspace, Stream<Optional<? extends HasMetadata>> objects) {
    return objects
        .flatMap(Optional::stream)
        .filter(object -> !Ownership.isOf(workspace, object))
        .filter(object -> !object.getMetadata().getOwnerReferences().isEmpty())
        .map(HasMetadata.class::cast)
        .findFirst();
  }

  private static Set<ResourceID> workspaceOf(HasMetadata object) {
    String name = object.getMetadata().getLabels().get(Labels.WORKSPACE);
    return name == null ? Set.of() : Set.of(new ResourceID(name, namespace(object)));
  }

  private static Set<ResourceID> ids(Stream<WorkSpace> workspaces) {
    return workspaces.map(ResourceID::fromResource).collect(Collectors.toSet());
  }

  private static String namespace(HasMetadata object) {
    return object.getMetadata().getNamespace();
  }

  private static String name(HasMetadata object) {
    return object.getMetadata().getName();
  }
}
