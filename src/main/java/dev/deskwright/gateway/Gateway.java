package dev.deskwright.gateway;

import dev.deskwright.config.GatewayConfig;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.gateway.proxy.Connections;
import dev.deskwright.gateway.proxy.Ending;
import dev.deskwright.gateway.proxy.Target;
import dev.deskwright.gateway.server.Certificates;
import dev.deskwright.gateway.server.EventLoops;
import dev.deskwright.gateway.session.Sessions;
import dev.deskwright.gateway.state.SharedState;
import dev.deskwright.telemetry.CertificateExpiry;
import dev.deskwright.telemetry.Health;
import dev.deskwright.tracing.Tracing;
import dev.deskwright.users.UserDirectories;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SSLOptions;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One replica of the gateway: started, asked how it is, and stopped. */
public final class Gateway implements Health, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private static final Duration SESSION_REFRESH = Duration.ofSeconds(1);
  private static final Duration CERTIFICATE_REFRESH = Duration.ofSeconds(10);
  private static final Duration RECORD_TICK = Duration.ofSeconds(5);
  private static final Duration ABANDONED_CHECK = Duration.ofMinutes(1);

  private final GatewayConfig config;
  private final Vertx vertx = Vertx.vertx();
  private final GatewayWiring wiring;
  private final Certificates certificates;
  private final EventLoops loops = new EventLoops(vertx);
  private volatile int port;

  /**
   * What a gateway is made of, beside its settings.
   *
   * @param client the connection to the API server; closed by the caller
   * @param users opens directories
   * @param state what all replicas share
   * @param reach where a pod is really to be reached: itself, but in the demo
   * @param hint what the page shows beside the form: for the demo
   * @param clock where the time comes from
   * @param meters where metrics go
   * @param tracing where traces go
   * @param defences what is up
   */
  public record Parts(
      KubernetesClient client,
      UserDirectories users,
      SharedState state,
      UnaryOperator<Target> reach,
      Optional<String> hint,
      Clock clock,
      MeterRegistry meters,
      Tracing tracing,
      Defences defences) {}

  /**
   * Wires the gateway; nothing runs before {@link #start()}.
   *
   * @throws IOException if the key of its identity cannot be read
   */
  public Gateway(GatewayConfig config, Parts parts) throws IOException {
    this.config = config;
    this.certificates = new Certificates(config.tlsFolder());
    this.wiring = new GatewayWiring(config, parts, vertx);
    CertificateExpiry.watch(parts.meters(), "gateway-tls", certificates::current);
    wiring
        .identity()
        .ifPresent(
            identity ->
                CertificateExpiry.watch(
                    parts.meters(), "gateway-identity", identity::encodedCertificate));
  }

  /**
   * Starts; returns when users can connect.
   *
   * @throws IOException if the certificate cannot be read or the port not be had
   */
  public void start() throws IOException {
    SSLOptions certificate =
        certificates.changed().orElseThrow(() -> new IOException("started already"));
    wiring.cluster().start();
    wiring.sessions().refresh();
    port = await(wiring.server().start(config.httpsPort(), certificate));
    every(SESSION_REFRESH, this::refreshSessions);
    every(CERTIFICATE_REFRESH, this::refreshCertificates);
    vertx.setPeriodic(RECORD_TICK.toMillis(), beat -> wiring.records().tick());
    vertx.setPeriodic(ABANDONED_CHECK.toMillis(), beat -> wiring.tellAbandoned());
    LOG.info("serving {} on port {}", config.hostNames().keySet(), port);
  }

  private static <T> T await(Future<T> future) throws IOException {
    try {
      return future.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    }
  }

  /** The port for users. */
  public int port() {
    return port;
  }

  @Override
  public Optional<String> notAlive() {
    return Health.deadlock().or(loops::stuck);
  }

  /**
   * Users are served once all caches are filled, until it is about to stop. That the API server is
   * away is no reason: desktops that users are on go on, and pages say what does not work.
   */
  @Override
  public Optional<String> notReady() {
    if (wiring.connections().isDraining()) {
      return Optional.of("it is about to stop");
    }
    return port > 0 && wiring.cluster().isReady()
        ? Optional.empty()
        : Optional.of("caches are not filled yet");
  }

  /** Metrics that are put together when they are asked for. */
  public MultiCollector metrics() {
    return wiring.collector();
  }

  private void every(Duration pause, Callable<Boolean> work) {
    vertx.setTimer(
        pause.toMillis(),
        fired ->
            vertx
                .executeBlocking(work, false)
                .onFailure(e -> LOG.warn("{}", e.getMessage(), e))
                .onComplete(done -> every(pause, work)));
  }

  /** What was called back on another replica ends here too. */
  private boolean refreshSessions() {
    Sessions sessions = wiring.sessions();
    boolean reached = sessions.refresh();
    Connections connections = wiring.connections();
    connections.close(connected -> sessions.isOver(connected.session()), Ending.SESSION_ENDED);
    return reached;
  }

  private boolean refreshCertificates() throws IOException {
    wiring.refreshIdentity();
    Optional<SSLOptions> changed = certificates.changed();
    if (changed.isPresent()) {
      await(wiring.server().replaceCertificate(changed.get()));
      LOG.info("serving with another certificate");
    }
    return changed.isPresent();
  }

  /** Lets users leave, at most the configured time long, and stops. */
  @Override
  public void close() {
    try {
      wiring
          .connections()
          .drain(config.shutdownTimeout())
          .compose(left -> wiring.records().flush())
          .otherwiseEmpty()
          .compose(told -> wiring.server().close())
          .otherwiseEmpty()
          .compose(closed -> vertx.close())
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    } finally {
      wiring.close();
    }
  }
}
