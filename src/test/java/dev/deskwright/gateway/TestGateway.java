package dev.deskwright.gateway;

import dev.deskwright.config.ConfigException;
import dev.deskwright.config.GatewayConfig;
import dev.deskwright.config.GatewayConfigReader;
import dev.deskwright.config.GatewaySetting;
import dev.deskwright.fixture.MovableClock;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.gateway.proxy.Target;
import dev.deskwright.gateway.state.LocalState;
import dev.deskwright.gateway.state.SharedState;
import dev.deskwright.kernel.Labels;
import dev.deskwright.telemetry.Component;
import dev.deskwright.telemetry.Health;
import dev.deskwright.telemetry.KubernetesSpans;
import dev.deskwright.telemetry.Meters;
import dev.deskwright.tracing.Tracing;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/**
 * The real gateway on a free port, before a {@link TestCluster}. Its host names choose Directories:
 * {@link #CORP}, {@link #TOTP} and so on; at {@link #ANY} the registration code does.
 */
public final class TestGateway implements AutoCloseable {

  /** Name and password; clipboard both ways. */
  public static final String CORP = "localhost";

  /** A code from an app beside that. */
  public static final String TOTP = "totp.localhost";

  /** From 127.0.1.0/24 and Windows only, and nothing is pasted. */
  public static final String RULES = "rules.localhost";

  /** Users may do everything to their desktops. */
  public static final String SELF_SERVICE = "self.localhost";

  /** Asks a RADIUS server, which a test has to put there. */
  public static final String RADIUS = "radius.localhost";

  /** A Directory that tests may delete and make anew. */
  public static final String BRIEF = "brief.localhost";

  /** Asks for a registration code. */
  public static final String ANY = "any.localhost";

  /** Under this, desktops with a page of their own have host names. */
  public static final String DESKTOPS = "desktops.localhost";

  /** Where the proxies are that are believed. */
  public static final String PROXIES = "127.9.0.0/16";

  /** As many connections one address may have. */
  public static final int CONNECTIONS = 40;

  private static final AtomicInteger ADDRESSES = new AtomicInteger();

  private final TestCluster cluster;
  private final SharedState state;
  private final MovableClock clock;
  private final Defences defences;
  private final Gateway gateway;
  private final SSLContext trust;
  private final KubernetesClient client;
  private final PrometheusMeterRegistry meters = Meters.registry(Component.GATEWAY);
  private volatile UnaryOperator<Target> reach = UnaryOperator.identity();

  private TestGateway(
      TestCluster cluster,
      SharedState state,
      MovableClock clock,
      Tracing tracing,
      Defences defences)
      throws IOException {
    this.cluster = cluster;
    this.state = state;
    this.clock = clock;
    this.defences = defences;
    this.client = tracing == Tracing.OFF ? cluster.client() : traced(cluster.client(), tracing);
    this.trust = cluster.certificate().trust();
    this.gateway =
        new Gateway(
            config(cluster),
            new Gateway.Parts(
                client,
                cluster.directories(),
                state,
                this::reach,
                Optional.empty(),
                clock,
                meters,
                tracing,
                defences));
  }

  private static KubernetesClient traced(KubernetesClient like, Tracing tracing) {
    return new KubernetesClientBuilder()
        .withConfig(like.getConfiguration())
        .withHttpClientBuilderConsumer(http -> KubernetesSpans.observe(http, tracing))
        .build();
  }

  /** Starts one with state of its own; returns when users can sign in. */
  public static TestGateway start(TestCluster cluster, Defences defences) throws IOException {
    MovableClock clock = new MovableClock();
    return start(cluster, new LocalState(clock), clock, Tracing.OFF, defences);
  }

  private static TestGateway start(
      TestCluster cluster,
      SharedState state,
      MovableClock clock,
      Tracing tracing,
      Defences defences)
      throws IOException {
    var made = new TestGateway(cluster, state, clock, tracing, defences);
    made.gateway.start();
    made.meters.getPrometheusRegistry().register(made.gateway.metrics());
    return made;
  }

  /** Starts one whose traces go somewhere. */
  public static TestGateway traced(TestCluster cluster, Tracing tracing) throws IOException {
    MovableClock clock = new MovableClock();
    return start(cluster, new LocalState(clock), clock, tracing, Defences.ALL);
  }

  /** What Prometheus is given. */
  public String scrape() {
    return meters.scrape();
  }

  /** How it says that it is. */
  public Health health() {
    return gateway;
  }

  /** Starts another replica, with the same state and clock. */
  public TestGateway replica() throws IOException {
    return start(cluster, state, clock, Tracing.OFF, defences);
  }

  private static GatewayConfig config(TestCluster cluster) {
    try {
      return GatewayConfigReader.read(settings(cluster), Map.of(), Optional.empty());
    } catch (ConfigException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<GatewaySetting, String> settings(TestCluster cluster) {
    Map<GatewaySetting, String> settings = new EnumMap<>(GatewaySetting.class);
    settings.put(
        GatewaySetting.HOST_NAMES,
        "%s=team/corp,127.0.0.1=team/corp,%s=team/totp,%s=team/rules,%s=team/self,%s=team/radius,%s=team/brief,%s"
            .formatted(CORP, TOTP, RULES, SELF_SERVICE, RADIUS, BRIEF, ANY));
    settings.put(GatewaySetting.DESKTOP_DOMAIN, DESKTOPS);
    settings.put(GatewaySetting.HTTPS_PORT, "0");
    settings.put(GatewaySetting.HTTP_PORT, "0");
    settings.put(GatewaySetting.STATE_NAMESPACE, "gateway");
    settings.put(GatewaySetting.SHUTDOWN_TIMEOUT_SECONDS, "0");
    settings.put(GatewaySetting.TLS_FOLDER, cluster.tls().toString());
    settings.put(GatewaySetting.TRUSTED_PROXIES, PROXIES);
    settings.put(GatewaySetting.CONNECTIONS_PER_ADDRESS, Integer.toString(CONNECTIONS));
    return settings;
  }

  private Target reach(Target target) {
    Target here = reach.apply(target);
    if (!here.equals(target)) {
      return here;
    }
    var pod =
        cluster.client().pods().inNamespace(target.namespace()).withName(target.podName()).get();
    var address =
        cluster
            .desktops()
            .addressOf(
                target.workspaceId(), pod.getMetadata().getAnnotations().get(Labels.USER_NAME));
    return target.at(address.getAddress().getHostAddress(), address.getPort());
  }

  /**
   * Where pods are to be reached from now on. What it hands back as it came is reached at the
   * simulated desktop.
   */
  public void reach(UnaryOperator<Target> other) {
    reach = other;
  }

  /** A browser at {@link #CORP}, with an address that no other has. */
  public TestBrowser browser() {
    return browser(CORP);
  }

  /** A browser at this host name, with an address that no other has. */
  public TestBrowser browser(String host) {
    int next = ADDRESSES.incrementAndGet();
    return new TestBrowser(this, host, "127.%d.%d.2".formatted(100 + next / 250, next % 250));
  }

  /** Where a browser goes. */
  public String url(String host) {
    return "https://" + host + ":" + port() + "/";
  }

  /** The port. */
  public int port() {
    return gateway.port();
  }

  /** Its clock, which can be put forward. */
  public MovableClock clock() {
    return clock;
  }

  /** What it stands before. */
  public TestCluster cluster() {
    return cluster;
  }

  SSLContext trust() {
    return trust;
  }

  @Override
  public void close() {
    gateway.close();
  }
}
