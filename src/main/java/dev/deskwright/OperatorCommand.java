package dev.deskwright;

import dev.deskwright.config.ConfigException;
import dev.deskwright.config.ConfigReader;
import dev.deskwright.config.OperatorConfig;
import dev.deskwright.config.Setting;
import dev.deskwright.directory.LdapDirectories;
import dev.deskwright.kernel.CompressedAnswers;
import dev.deskwright.kernel.Leadership;
import dev.deskwright.kernel.LeaseFence;
import dev.deskwright.kernel.SharedTexts;
import dev.deskwright.telemetry.Component;
import dev.deskwright.telemetry.Health;
import dev.deskwright.telemetry.HealthServer;
import dev.deskwright.telemetry.KubernetesRequests;
import dev.deskwright.telemetry.KubernetesSpans;
import dev.deskwright.telemetry.LdapRequests;
import dev.deskwright.telemetry.LdapSpans;
import dev.deskwright.telemetry.Logging;
import dev.deskwright.telemetry.Meters;
import dev.deskwright.tracing.Tracing;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code deskwright operator}: runs the controllers until it is told to stop. */
final class OperatorCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(OperatorCommand.class);
  private static final SettingOptions<Setting> OPTIONS = new SettingOptions<>(Setting.class);

  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

  /** The command with an option for each setting. */
  static CommandLine commandLine() {
    var command = new OperatorCommand();
    command
        .spec
        .name("operator")
        .mixinStandardHelpOptions(true)
        .usageMessage()
        .description("Runs the controllers. The cluster is the one of the pod, or of KUBECONFIG.");
    OPTIONS.addTo(command.spec);
    return new CommandLine(command.spec);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    OperatorConfig config;
    try {
      config =
          ConfigReader.read(
              OPTIONS.given(spec.commandLine()), System.getenv(), SettingOptions.ownNamespace());
    } catch (ConfigException e) {
      e.errors().forEach(spec.commandLine().getErr()::println);
      return CommandLine.ExitCode.USAGE;
    }
    Logging.configure(config.log());
    run(config);
    return CommandLine.ExitCode.OK;
  }

  private static void run(OperatorConfig config) throws IOException, InterruptedException {
    var stop = StopSignal.install();
    try (var tracing = Tracing.of(config.tracing(), "operator")) {
      run(config, stop, tracing);
    } finally {
      stop.stopped();
    }
  }

  private static void run(OperatorConfig config, StopSignal stop, Tracing tracing)
      throws IOException, InterruptedException {
    var meters = Meters.registry(Component.OPERATOR, tracing.exemplars().orElse(null));
    var ldap = new LdapSpans(tracing, new LdapRequests(meters));
    try (var client = client(config, meters, tracing);
        var operator =
            new DeskwrightOperator(
                config,
                client,
                Clock.systemUTC(),
                meters,
                tracing,
                new LdapDirectories(client, Clock.systemUTC(), ldap))) {
      var wait = new ApiServerWait(stop, operator);
      serve(config, wait, meters);
      if (wait.await(client)) {
        operator.start();
        LOG.info(
            "ready after {} ms, watching {}",
            ManagementFactory.getRuntimeMXBean().getUptime(),
            config.namespaces().isEmpty() ? "all namespaces" : config.namespaces());
        stop.await();
      }
      LOG.info("stopping");
    }
  }

  private static KubernetesClient client(
      OperatorConfig config, PrometheusMeterRegistry meters, Tracing tracing) {
    return new KubernetesClientBuilder()
        .withKubernetesSerialization(SharedTexts.serialization())
        .withHttpClientFactory(new CompressedAnswers())
        .withHttpClientBuilderConsumer(
            http -> {
              KubernetesRequests.observe(http, meters);
              KubernetesSpans.observe(http, tracing);
              config.leaderElection().ifPresent(election -> LeaseFence.put(http, Leadership.VALID));
            })
        .build();
  }

  /** Health comes first, so that a slow start is told from a dead process. */
  private static void serve(OperatorConfig config, Health health, PrometheusMeterRegistry meters)
      throws IOException {
    if (config.httpPort().isPresent()) {
      HealthServer.start(config.httpPort().get(), health, meters);
    }
  }
}
