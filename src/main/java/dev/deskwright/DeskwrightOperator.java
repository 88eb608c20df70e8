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
import dev.deskwright.fleet.Fleet;
import dev.deskwright.fleet.FleetCollector;
import dev.deskwright.kernel.Debouncer;
import dev.deskwright.kernel.Forward;
import dev.deskwright.kernel.InformerEnd;
import dev.deskwright.kernel.Leadership;
import dev.deskwright.kernel.PrimaryCache;
import dev.deskwright.kernel.PrunedStore;
import dev.deskwright.kernel.Rebirth;
import dev.deskwright.kernel.StatusWriter;
import dev.deskwright.kernel.TransitionReporter;
import dev.deskwright.kernel.UnendingRetry;
import dev.deskwright.kernel.UseGuard;
import dev.deskwright.kernel.Workers;
import dev.deskwright.kernel.WrittenStatuses;
import dev.deskwright.telemetry.CertificateExpiry;
import dev.deskwright.telemetry.Health;
import dev.deskwright.telemetry.Meters;
import dev.deskwright.telemetry.Metric;
import dev.deskwright.telemetry.ReconcileSpans;
import dev.deskwright.tracing.Tracing;
import dev.deskwright.users.UserDirectories;
import dev.deskwright.workspace.OperationCounter;
import dev.deskwright.workspace.QuotaSource;
import dev.deskwright.workspace.SnapshotSource;
import dev.deskwright.workspace.UserNamespaceSupport;
import dev.deskwright.workspace.WorkSpaceIndex;
import dev.deskwright.workspace.WorkSpaceReconciler;
import dev.deskwright.workspace.WorkSpaceSources;
import dev.deskwright.workspace.desired.Resolver;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.Cloner;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The three controllers, wired together: started, asked how they are, and stopped. */
public final class DeskwrightOperator implements Health, AutoCloseable {

  /** How long counts of users may lag behind. */
  private static final Duration COUNT_DELAY = Duration.ofSeconds(2);

  private static final Duration NODE_REFRESH = Duration.ofMinutes(10);
  private static final Duration SNAPSHOT_API_REFRESH = Duration.ofMinutes(1);

  /** Nobody changes what is in a cache, so that no pass needs a copy of its own. */
  private static final Cloner SAME =
      new Cloner() {
        @Override
        public <R extends HasMetadata> R clone(R object) {
          return object;
        }
      };

  private final OperatorConfig config;
  private final KubernetesClient client;
  private final Clock clock;
  private final PrometheusMeterRegistry meters;
  private final Tracing tracing;
  private final Operator operator;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(DeskwrightOperator::timerThread);
  private final UserNamespaceSupport userNamespaces;
  private final WorkSpaceIndex index = new WorkSpaceIndex();
  private final QuotaSource quotas;
  private final PrimaryCache<Bundle> bundles = new PrimaryCache<>();
  private final WrittenStatuses statuses = new WrittenStatuses();
  private final Workers workers;
  private final SimpleInboundEventSource<WorkSpace> answers =
      new SimpleInboundEventSource<>("answers");
  private final UserLookups lookups;
  private final Optional<Leadership> leadership;
  private volatile boolean started;

  /** The same without traces. */
  public DeskwrightOperator(
      OperatorConfig config,
      KubernetesClient client,
      Clock clock,
      PrometheusMeterRegistry meters,
      UserDirectories directories) {
    this(config, client, clock, meters, Tracing.OFF, directories);
  }

  /**
   * Wires the controllers; nothing runs before {@link #start()}.
   *
   * @param config the settings
   * @param client the connection to the API server; closed by the caller
   * @param clock where the time comes from
   * @param meters where metrics go
   * @param tracing where traces go
   * @param directories how users are looked up
   */
  public DeskwrightOperator(
      OperatorConfig config,
      KubernetesClient client,
      Clock clock,
      PrometheusMeterRegistry meters,
      Tracing tracing,
      UserDirectories directories) {
    this.tracing = tracing;
    this.config = config;
    this.client = client;
    this.clock = clock;
    this.meters = meters;
    this.userNamespaces = new UserNamespaceSupport(config.userNamespaces(), client);
    this.lookups = new UserLookups(directories, answers::propagateEvent);
    this.quotas = new QuotaSource(index, config.computeTypes());
    this.workers = new Workers(config.workers());
    this.leadership =
        config
            .leaderElection()
            .map(election -> new Leadership(client, election.namespace(), election.lease()));
    this.operator = new Operator(this::configure);
    registerControllers();
    measure();
  }

  private void measure() {
    Meters.gauge(meters, Metric.LEADER, this, it -> it.leads() ? 1 : 0);
    Meters.gauge(meters, Metric.RECONCILE_QUEUE, workers, Workers::waiting);
    config
        .gatewayCertificate()
        .ifPresent(pem -> CertificateExpiry.watch(meters, "gateway-for-desktops", pem));
    meters
        .getPrometheusRegistry()
        .register(
            new FleetCollector(
                new Fleet(index::all, lookups.index()::all, bundles::get),
                this::leads,
                config.metrics(),
                clock));
  }

  /** Starts the controllers; returns when their caches are filled. */
  public void start() {
    repeat(userNamespaces::refresh, NODE_REFRESH);
    userNamespaces.refresh();
    operator.start();
    started = true;
    Workers.letSleep(
        operator.getConfigurationService().getExecutorServiceManager().scheduledExecutorService());
  }

  private void repeat(Runnable action, Duration pause) {
    long seconds = pause.toSeconds();
    var unused = timer.scheduleWithFixedDelay(action, seconds, seconds, TimeUnit.SECONDS);
  }

  /**
   * All caches must be filled, whether this replica acts or stands by. That the API server is away
   * is no reason: the work goes on when it is back, and no probe would make it come sooner. Nobody
   * may ask the Java Operator SDK while it starts: the answer comes when it has.
   */
  @Override
  public Optional<String> notReady() {
    return started && operator.getRuntimeInfo().allEventSourcesAreHealthy()
        ? Optional.empty()
        : Optional.of("caches are not filled yet");
  }

  /** Whether this replica acts, and does not only stand by. */
  private boolean leads() {
    return leadership.map(Leadership::leads).orElse(started);
  }

  /** Stops after the work under way, at most the configured time later. */
  @Override
  public void close() {
    // Passes go by the caches, and the Java Operator SDK empties these before it waits for passes.
    workers.finish(config.shutdownTimeout());
    operator.stop();
    lookups.close();
    leadership.ifPresent(Leadership::release);
    timer.shutdownNow();
  }

  private void configure(ConfigurationServiceOverrider overrider) {
    overrider
        .withKubernetesClient(client)
        .withCloseClientOnStop(false)
        .withResourceCloner(SAME)
        .withExecutorService(workers.threads())
        .withMetrics(ReconcileSpans.around(MicrometerMetricsV2.newBuilder(meters).build(), tracing))
        .withUseSSAToPatchPrimaryResource(false)
        .withInformerStoppedHandler(new InformerEnd(() -> started, System::exit))
        .withReconciliationTerminationTimeout(Duration.ZERO);
    leadership.ifPresent(it -> overrider.withLeaderElectionConfiguration(it.configuration()));
  }

  private void registerControllers() {
    var reporter = new TransitionReporter(client, this::transition, clock);
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
            new StatusWriter<>(client, reporter, statuses),
            new Rebirth<>(timer),
            new Forward(clock),
            new OperationCounter(meters)));
    register(bundles(bundleUsers, reporter));
    register(directories(directoryUsers, reporter));
  }

  private BundleReconciler bundles(
      SimpleInboundEventSource<Bundle> users, TransitionReporter reporter) {
    return new BundleReconciler(
        bundles,
        index,
        config.computeTypes(),
        new UseGuard<>(client),
        new StatusWriter<>(client, reporter, statuses),
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
        new StatusWriter<>(client, reporter, statuses),
        lookups,
        new Enroller(client, clock),
        quotas,
        clock);
  }

  private void transition(String kind, String reason) {
    Meters.counter(meters, Metric.TRANSITIONS_TOTAL, kind, reason).increment();
  }

  private <R extends HasMetadata> void register(Reconciler<R> reconciler) {
    operator.register(reconciler, this::common);
  }

  /** What others change is an event; so is a status that is not as it was written. */
  private <R extends HasMetadata> void common(ControllerConfigurationOverrider<R> overrider) {
    overrider
        .withRetry(new UnendingRetry(ThreadLocalRandom.current()))
        .withItemStore(PrunedStore.forNamespaces(config.namespaces()))
        .withInformerListLimit(PrunedStore.PAGE)
        .withGenerationAware(false)
        .withOnUpdateFilter((now, before) -> statuses.isNews(before, now));
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
