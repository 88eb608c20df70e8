package dev.deskwright;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.bundle.BundleReconciler;
import dev.deskwright.config.OperatorConfig;
import dev.deskwright.directory.DirectoryReconciler;
import dev.deskwright.directory.DirectorySources;
import dev.deskwright.directory.Enroller;
import dev.deskwright.directory.UserLookups;
import dev.deskwright.kernel.Debouncer;
import dev.deskwright.kernel.Leadership;
import dev.deskwright.kernel.OthersChanges;
import dev.deskwright.kernel.PrunedStore;
import dev.deskwright.kernel.Rebirth;
import dev.deskwright.kernel.StatusWriter;
import dev.deskwright.kernel.TransitionReporter;
import dev.deskwright.kernel.UnendingRetry;
import dev.deskwright.kernel.UseGuard;
import dev.deskwright.users.UserDirectories;
import dev.deskwright.workspace.QuotaSource;
import dev.deskwright.workspace.SnapshotSource;
import dev.deskwright.workspace.UsageMeters;
import dev.deskwright.workspace.UserNamespaceSupport;
import dev.deskwright.workspace.WorkSpaceIndex;
import dev.deskwright.workspace.WorkSpaceReconciler;
import dev.deskwright.workspace.WorkSpaceSources;
import dev.deskwright.workspace.desired.Resolver;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The three controllers, wired together: started, asked how they are, and stopped. */
public final class DeskwrightOperator implements AutoCloseable {

  /** How long counts of users may lag behind. */
  private static final Duration COUNT_DELAY = Duration.ofSeconds(2);

  private static final Duration NODE_REFRESH = Duration.ofMinutes(10);

  private static final Duration SNAPSHOT_API_REFRESH = Duration.ofMinutes(1);

  private static final Duration USAGE_REFRESH = Duration.ofMinutes(1);

  private final OperatorConfig config;
  private final KubernetesClient client;
  private final Clock clock;
  private final MeterRegistry meters;
  private final Operator operator;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(DeskwrightOperator::timerThread);
  private final UserNamespaceSupport userNamespaces;
  private final WorkSpaceIndex index = new WorkSpaceIndex();
  private final QuotaSource quotas;
  private final UsageMeters usage;
  private final SimpleInboundEventSource<WorkSpace> answers =
      new SimpleInboundEventSource<>("answers");
  private final UserLookups lookups;
  private final Optional<Leadership> leadership;

  /**
   * Wires the controllers; nothing runs before {@link #start()}.
   *
   * @param config the settings
   * @param client the connection to the API server; closed by the caller
   * @param clock where the time comes from
   * @param meters where metrics go
   * @param directories how users are looked up
   */
  public DeskwrightOperator(
      OperatorConfig config,
      KubernetesClient client,
      Clock clock,
      MeterRegistry meters,
      UserDirectories directories) {
    this.config = config;
    this.client = client;
    this.clock = clock;
    this.meters = meters;
    this.userNamespaces = new UserNamespaceSupport(config.userNamespaces(), client);
    this.lookups = new UserLookups(directories, answers::propagateEvent);
    this.quotas = new QuotaSource(index, config.computeTypes());
    this.usage = new UsageMeters(index, meters, clock);
    this.leadership =
        config
            .leaderElection()
            .map(election -> new Leadership(client, election.namespace(), election.lease()));
    this.operator = new Operator(this::configure);
    registerControllers();
  }

  /** Starts the controllers; returns when their caches are filled. */
  public void start() {
    repeat(userNamespaces::refresh, NODE_REFRESH);
    repeat(usage::refresh, USAGE_REFRESH);
    userNamespaces.refresh();
    operator.start();
  }

  private void repeat(Runnable action, Duration pause) {
    long seconds = pause.toSeconds();
    var unused = timer.scheduleWithFixedDelay(action, seconds, seconds, TimeUnit.SECONDS);
  }

  /** Whether all caches are filled and every watch is healthy. */
  public boolean isReady() {
    var info = operator.getRuntimeInfo();
    return info.isStarted() && info.allEventSourcesAreHealthy();
  }

  /** Stops after the work under way, at most the configured time later. */
  @Override
  public void close() {
    operator.stop();
    lookups.close();
    leadership.ifPresent(Leadership::release);
    timer.shutdownNow();
  }

  private void configure(ConfigurationServiceOverrider overrider) {
    overrider
        .withKubernetesClient(client)
        .withCloseClientOnStop(false)
        .withConcurrentReconciliationThreads(config.workers())
        .withMetrics(MicrometerMetricsV2.newBuilder(meters).build())
        .withUseSSAToPatchPrimaryResource(false)
        .withReconciliationTerminationTimeout(config.shutdownTimeout());
    config
        .leaderElection()
        .ifPresent(
            election ->
                overrider.withLeaderElectionConfiguration(
                    LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(
                            election.lease())
                        .withLeaseNamespace(election.namespace())
                        .withIdentity(leadership.orElseThrow().identity())
                        .build()));
  }

  private void registerControllers() {
    var reporter = new TransitionReporter(client, meters, clock);
    var bundleUsers = new SimpleInboundEventSource<Bundle>("users");
    var directoryUsers = new SimpleInboundEventSource<Directory>("users");
    var sources =
        new WorkSpaceSources(
            index,
            new SnapshotSource(
                client, config.namespaces(), index, timer, SNAPSHOT_API_REFRESH, clock),
            quotas,
            config.namespaces(),
            userNamespaces,
            clock,
            lookups,
            answers,
            new Debouncer<>(timer, COUNT_DELAY, bundleUsers::propagateEvent)::accept,
            new Debouncer<>(timer, COUNT_DELAY, directoryUsers::propagateEvent)::accept);
    register(
        new WorkSpaceReconciler(
            sources,
            new Resolver(config.computeTypes(), config.gatewayCertificate()),
            new StatusWriter<>(client, reporter),
            new Rebirth<>(timer)));
    register(bundles(bundleUsers, reporter));
    register(directories(directoryUsers, reporter));
  }

  private BundleReconciler bundles(
      SimpleInboundEventSource<Bundle> users, TransitionReporter reporter) {
    return new BundleReconciler(
        index,
        config.computeTypes(),
        new UseGuard<>(client),
        new StatusWriter<>(client, reporter),
        users,
        new Rebirth<>(timer),
        clock);
  }

  private DirectoryReconciler directories(
      SimpleInboundEventSource<Directory> users, TransitionReporter reporter) {
    return new DirectoryReconciler(
        index,
        new DirectorySources(
            users, new Rebirth<>(timer), config.gatewayNamespace(), config.directoryImage(), clock),
        new UseGuard<>(client),
        new StatusWriter<>(client, reporter),
        lookups,
        new Enroller(client, clock),
        quotas,
        clock);
  }

  private <R extends HasMetadata> void register(Reconciler<R> reconciler) {
    operator.register(reconciler, this::common);
  }

  /** What others change is an event. */
  private <R extends HasMetadata> void common(ControllerConfigurationOverrider<R> overrider) {
    overrider
        .withRetry(new UnendingRetry(ThreadLocalRandom.current()))
        .withItemStore(PrunedStore.forNamespaces(config.namespaces()))
        .withGenerationAware(false)
        .withOnUpdateFilter((now, before) -> OthersChanges.between(before, now));
    if (!config.namespaces().isEmpty()) {
      overrider.settingNamespaces(config.namespaces());
    }
  }

  private static Thread timerThread(Runnable work) {
    Thread thread = new Thread(work, "timer");
    thread.setDaemon(true);
    return thread;
  }
}
