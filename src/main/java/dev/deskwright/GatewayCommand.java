package dev.deskwright;

import dev.deskwright.config.ConfigException;
import dev.deskwright.config.GatewayConfig;
import dev.deskwright.config.GatewayConfigReader;
import dev.deskwright.config.GatewaySetting;
import dev.deskwright.directory.LdapDirectories;
import dev.deskwright.gateway.Gateway;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.gateway.state.KubernetesState;
import dev.deskwright.kernel.LaterVersions;
import dev.deskwright.telemetry.Component;
import dev.deskwright.telemetry.HealthServer;
import dev.deskwright.telemetry.KubernetesRequests;
import dev.deskwright.telemetry.KubernetesSpans;
import dev.deskwright.telemetry.LdapRequests;
import dev.deskwright.telemetry.LdapSpans;
import dev.deskwright.telemetry.Logging;
import dev.deskwright.telemetry.Meters;
import dev.deskwright.tracing.Tracing;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code deskwright gateway}: serves users until it is told to stop. */
final class GatewayCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(GatewayCommand.class);
  private static final SettingOptions<GatewaySetting> OPTIONS =
      new SettingOptions<>(GatewaySetting.class);

  private static final int STATE_TIMEOUT_MILLIS = 5000;

  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

  /** The command with an option for each setting. */
  static CommandLine commandLine() {
    var command = new GatewayCommand();
    command
        .spec
        .name("gateway")
        .mixinStandardHelpOptions(true)
        .usageMessage()
        .description(
            "Serves desktops to browsers. The cluster is the one of the pod, or of KUBECONFIG.");
    OPTIONS.addTo(command.spec);
    return new CommandLine(command.spec);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    GatewayConfig config;
    try {
      config =
          GatewayConfigReader.read(
              OPTIONS.given(spec.commandLine()), System.getenv(), SettingOptions.ownNamespace());
    } catch (ConfigException e) {
      e.errors().forEach(spec.commandLine().getErr()::println);
      return CommandLine.ExitCode.USAGE;
    }
    Logging.configure(config.log());
    // With TLS 1.2 a client could have the handshake, which is the costly part, over and over.
    System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    run(config);
    return CommandLine.ExitCode.OK;
  }

  private static void run(GatewayConfig config) throws IOException, InterruptedException {
    var stop = StopSignal.install();
    try (var tracing = Tracing.of(config.tracing(), "gateway")) {
      run(config, stop, tracing);
    } finally {
      stop.stopped();
    }
  }

  private static void run(GatewayConfig config, StopSignal stop, Tracing tracing)
      throws IOException, InterruptedException {
    var meters = Meters.registry(Component.GATEWAY, tracing.exemplars().orElse(null));
    var ldap = new LdapSpans(tracing, new LdapRequests(meters));
    Clock clock = Clock.systemUTC();
    try (var client = client(Config.autoConfigure(null), meters, tracing);
        var stateClient = client(impatient(), meters, tracing);
        var gateway =
            new Gateway(
                config,
                new Gateway.Parts(
                    client,
                    new LdapDirectories(client, clock, ldap),
                    new KubernetesState(stateClient, config.stateNamespace(), clock),
                    UnaryOperator.identity(),
                    Optional.empty(),
                    clock,
                    meters,
                    tracing,
                    Defences.ALL))) {
      meters.getPrometheusRegistry().register(gateway.metrics());
      var wait = new ApiServerWait(stop, gateway);
      if (config.httpPort().isPresent()) {
        HealthServer.start(config.httpPort().get(), wait, meters);
      }
      if (wait.await(stateClient)) {
        gateway.start();
        LOG.info("ready after {} ms", ManagementFactory.getRuntimeMXBean().getUptime());
        stop.await();
      }
      LOG.info("stopping");
    }
  }

  private static KubernetesClient client(Config config, MeterRegistry meters, Tracing tracing) {
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withKubernetesSerialization(LaterVersions.serialization())
        .withHttpClientBuilderConsumer(
            http -> {
              KubernetesRequests.observe(http, meters);
              KubernetesSpans.observe(http, tracing);
            })
        .build();
  }

  /** Users wait for each of these requests, and are better told soon that it does not work. */
  private static Config impatient() {
    Config config = Config.autoConfigure(null);
    config.setConnectionTimeout(STATE_TIMEOUT_MILLIS);
    config.setRequestTimeout(STATE_TIMEOUT_MILLIS);
    config.setRequestRetryBackoffLimit(1);
    return config;
  }
}
