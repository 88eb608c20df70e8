package dev.deskwright.workspace;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.Quotas;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.kernel.Children;
import dev.deskwright.kernel.Echoes;
import dev.deskwright.kernel.Ids;
import dev.deskwright.kernel.Labels;
import dev.deskwright.kernel.PrunedStore;
import dev.deskwright.users.UserLookup;
import dev.deskwright.workspace.desired.QuotaCheck;
import dev.deskwright.workspace.observed.Layout;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.Ownership;
import dev.deskwright.workspace.observed.Pruned;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The WorkSpace controller's caches: the one place where it reads. */
public final class WorkSpaceSources {

  private static final String BY_WORKSPACE = "workspace";

  private final WorkSpaceIndex index;
  private final SnapshotSource snapshots;
  private final QuotaSource quotas;
  private final Set<String> namespaces;
  private final BooleanSupplier userNamespaces;
  private final Clock clock;
  private final UserLookup users;
  private final SimpleInboundEventSource<WorkSpace> answers;
  private final Consumer<ResourceID> bundleChanged;
  private final Consumer<ResourceID> directoryChanged;

  private InformerEventSource<Pod, WorkSpace> podCache;
  private InformerEventSource<PersistentVolumeClaim, WorkSpace> claimCache;
  private InformerEventSource<Bundle, WorkSpace> bundleCache;
  private InformerEventSource<Directory, WorkSpace> directoryCache;
  private StorageSource storage;
  private FormerOwners former;
  private Neighbours neighbours;
  private Children<Pod> pods;
  private Children<PersistentVolumeClaim> claims;

  /**
   * Prepares nothing yet.
   *
   * @param index is attached to the WorkSpace cache
   * @param snapshots the snapshots, where the cluster has any
   * @param quotas is given the caches to add up from
   * @param namespaces the namespaces watched; empty for all
   * @param userNamespaces whether the nodes can run pods in Linux user namespaces
   * @param users what directories say of users
   * @param answers tells whose user was looked up
   * @param bundleChanged is told which Bundle has won or lost a WorkSpace
   * @param directoryChanged is told which Directory has
   */
  public WorkSpaceSources(
      WorkSpaceIndex index,
      SnapshotSource snapshots,
      QuotaSource quotas,
      Set<String> namespaces,
      BooleanSupplier userNamespaces,
      Clock clock,
      UserLookup users,
      SimpleInboundEventSource<WorkSpace> answers,
      Consumer<ResourceID> bundleChanged,
      Consumer<ResourceID> directoryChanged) {
    this.index = index;
    this.snapshots = snapshots;
    this.quotas = quotas;
    this.namespaces = namespaces;
    this.userNamespaces = userNamespaces;
    this.clock = clock;
    this.users = users;
    this.answers = answers;
    this.bundleChanged = bundleChanged;
    this.directoryChanged = directoryChanged;
  }

  List<EventSource<?, WorkSpace>> prepare(EventSourceContext<WorkSpace> context) {
    index.attach(context.getPrimaryCache());
    storage = new StorageSource(index, clock, context);
    var pruned = new Pruned();
    var podEchoes = new Echoes<Pod>(Pruned::read);
    var claimEchoes = new Echoes<PersistentVolumeClaim>(Pruned::read);
    podCache = owned(Pod.class, pruned::pod, podEchoes, podEchoes::isNews, context);
    claimCache =
        owned(
            PersistentVolumeClaim.class,
            pruned::claim,
            claimEchoes,
            storage.listening(claimEchoes::isNews),
            context);
    claimCache.addIndexers(Map.of(BY_WORKSPACE, WorkSpaceSources::workspaceKeys));
    bundleCache =
        named(Bundle.class, context, b -> ids(index.ofBundle(namespace(b), name(b)).stream()));
    directoryCache =
        named(
            Directory.class, context, d -> ids(index.ofDirectory(namespace(d), name(d)).stream()));
    neighbours =
        new Neighbours(index, ws -> limits(ws).isPresent(), bundleChanged, directoryChanged);
    former = new FormerOwners(index, this::claim, podCache::get);
    pods = new Children<>(Pod.class, context.getClient(), podCache, podEchoes);
    claims =
        new Children<>(PersistentVolumeClaim.class, context.getClient(), claimCache, claimEchoes);
    quotas.attach(
        new QuotaSource.Caches(this::areFilled, this::claimsOf, this::podOf, this::bundle));
    return List.of(
        podCache,
        claimCache,
        bundleCache,
        directoryCache,
        storage.eventSource(),
        snapshots,
        answers,
        neighbours);
  }

  private <R extends HasMetadata> InformerEventSource<R, WorkSpace> owned(
      Class<R> type,
      Consumer<R> prune,
      Echoes<R> echoes,
      OnUpdateFilter<R> isNews,
      EventSourceContext<WorkSpace> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(type, WorkSpace.class)
            .withLabelSelector(Labels.SELECTOR)
            .withItemStore(PrunedStore.forNamespaces(namespaces, prune))
            .withInformerListLimit(PrunedStore.PAGE)
            .withOnAddFilter(echoes::isNews)
            .withOnUpdateFilter(isNews)
            .withSecondaryToPrimaryMapper(WorkSpaceSources::workspaceOf)
            .withPrimaryToSecondaryMapper(ws -> Set.of())
            .withNamespacesInheritedFromController()
            .build(),
        context);
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

  Neighbours neighbours() {
    return neighbours;
  }

  SnapshotSource snapshots() {
    return snapshots;
  }

  /** All that is known of a WorkSpace now. */
  Observed observe(WorkSpace workspace) {
    var meta = workspace.getMetadata();
    var pod = podCache.get(new ResourceID(meta.getName(), meta.getNamespace()));
    var claims = claimsOf(workspace);
    var observed =
        new Observed(
            workspace,
            directory(workspace),
            bundle(workspace, Layout.of(workspace, claims).bundleName()),
            bundle(workspace, workspace.getSpec().bundleRef().name()),
            UserFence.holder(workspace, index.ofSameUser(workspace), this::hasDrive),
            former.leftover(workspace, pod),
            former.adoptable(workspace),
            claims,
            pod.filter(p -> Ownership.isOf(workspace, p)),
            storage.classes(),
            snapshots.of(workspace),
            userNamespaces.getAsBoolean(),
            clock.instant(),
            users.of(workspace));
    return observed.withVolumesMade(storage.made());
  }

  /** The same with what is taken of the Directory's quotas. */
  Observed withQuotaUse(Observed observed) {
    return quotas.withUse(observed);
  }

  private Optional<Quotas> limits(WorkSpace workspace) {
    return QuotaCheck.limits(directory(workspace));
  }

  private Optional<Pod> podOf(WorkSpace workspace) {
    return podCache
        .get(ResourceID.fromResource(workspace))
        .filter(pod -> Ownership.isOf(workspace, pod));
  }

  private boolean areFilled() {
    return index.isFilled()
        && Stream.of(podCache, claimCache, bundleCache).allMatch(Filled::isFilled);
  }

  private Optional<Directory> directory(WorkSpace workspace) {
    return directoryCache.get(
        new ResourceID(workspace.getSpec().directoryRef().name(), namespace(workspace)));
  }

  /** Any drive counts: a crash may have come between the first and the second. */
  boolean hasDrive(WorkSpace workspace) {
    return !claimsOf(workspace).isEmpty();
  }

  private Optional<Bundle> bundle(WorkSpace workspace, String name) {
    return bundleCache.get(new ResourceID(name, namespace(workspace)));
  }

  /**
   * The index lags behind what was just written; asked by name, the cache does not. So the names
   * that an operator can have written are asked for as well.
   */
  private List<PersistentVolumeClaim> claimsOf(WorkSpace workspace) {
    String id = Ids.workspace(workspace.getMetadata().getUid());
    var indexed =
        claimCache.byIndex(BY_WORKSPACE, namespace(workspace) + "/" + name(workspace)).stream()
            .map(WorkSpaceSources::name);
    return Stream.concat(Layout.namesOf(workspace), indexed)
        .distinct()
        .flatMap(name -> claim(workspace, name).stream())
        .filter(claim -> Ownership.isOf(id, claim))
        .toList();
  }

  private static List<String> workspaceKeys(PersistentVolumeClaim claim) {
    String name = claim.getMetadata().getLabels().get(Labels.WORKSPACE);
    return name == null ? List.of() : List.of(namespace(claim) + "/" + name);
  }

  private Optional<PersistentVolumeClaim> claim(WorkSpace workspace, String name) {
    return claimCache.get(new ResourceID(name, namespace(workspace)));
  }

  static Set<ResourceID> workspaceOf(HasMetadata object) {
    String name = object.getMetadata().getLabels().get(Labels.WORKSPACE);
    return name == null ? Set.of() : Set.of(new ResourceID(name, namespace(object)));
  }

  static Set<ResourceID> ids(Stream<WorkSpace> workspaces) {
    return workspaces.map(ResourceID::fromResource).collect(Collectors.toSet());
  }

  private static String namespace(HasMetadata object) {
    return object.getMetadata().getNamespace();
  }

  private static String name(HasMetadata object) {
    return object.getMetadata().getName();
  }
}
