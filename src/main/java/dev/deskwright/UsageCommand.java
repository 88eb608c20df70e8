package dev.deskwright;

import dev.deskwright.kernel.LaterVersions;
import dev.deskwright.telemetry.Logging;
import dev.deskwright.usage.BadQuestion;
import dev.deskwright.usage.Question;
import dev.deskwright.usage.Unanswered;
import dev.deskwright.usage.UsageReport;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code deskwright usage}: what desktops ran and cost in a month. */
@Command(
    name = "usage",
    mixinStandardHelpOptions = true,
    description = {
      "Shows how long desktops ran in a month, what that costs, and which running mode is cheaper.",
      "The cluster is the one of KUBECONFIG, or of the pod. It takes the right to list WorkSpaces"
          + " and Bundles."
    })
final class UsageCommand implements Callable<Integer> {

  private static final int TIMEOUT_MILLIS = 10_000;
  private static final String DEFAULT_NAMESPACE = "default";

  @Spec private CommandSpec spec;

  @Option(
      names = "--month",
      paramLabel = "MONTH",
      description =
          "A month of UTC, as in 2026-11, or last for the one that has ended last. The current one"
              + " if left out.")
  private String month;

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      description = "A row for each workspace, directory or tag. workspace if left out.")
  private String by;

  @Option(
      names = "--tag",
      paramLabel = "KEY",
      description = "The tag to add up by, as in --tag team; this is --by tag.")
  private String tag;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "The namespace to look in. That of KUBECONFIG or of the pod if left out.")
  private String namespace;

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "Look in all namespaces.")
  private boolean allNamespaces;

  @Option(
      names = {"-l", "--selector"},
      paramLabel = "LABELS",
      description = "Only WorkSpaces with these labels, as in -l site=berlin.")
  private String selector;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      description = "table, csv or json. table if left out.")
  private String output;

  @Option(
      names = "--save",
      paramLabel = "FOLDER",
      description =
          "Write to a file in this folder, named after the month and the day, instead of here.")
  private Path folder;

  private final Supplier<Config> connection;
  private final Clock clock;

  /** As on the command line. */
  UsageCommand() {
    this(UsageCommand::impatient, Clock.systemUTC());
  }

  UsageCommand(Supplier<Config> connection, Clock clock) {
    this.connection = connection;
    this.clock = clock;
  }

  @Override
  public Integer call() throws Unanswered, IOException {
    Logging.silence();
    try {
      Config config = connection.get();
      Question question = Question.of(options(), ownNamespace(config), clock);
      answer(question, config);
      return CommandLine.ExitCode.OK;
    } catch (BadQuestion e) {
      spec.commandLine().getErr().println(e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
  }

  private void answer(Question question, Config config)
      throws BadQuestion, Unanswered, IOException {
    try (var client = client(config)) {
      var report = new UsageReport(client, clock);
      if (folder == null) {
        report.write(question, spec.commandLine().getOut());
      } else {
        spec.commandLine().getOut().println(report.save(question, folder));
      }
    }
  }

  private static KubernetesClient client(Config config) {
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withKubernetesSerialization(LaterVersions.serialization())
        .build();
  }

  private Question.Options options() {
    return new Question.Options(month, by, tag, namespace, allNamespaces, selector, output);
  }

  private static String ownNamespace(Config config) {
    return Optional.ofNullable(config.getNamespace()).orElse(DEFAULT_NAMESPACE);
  }

  /** A person waits, and is better told soon that there is no cluster. */
  private static Config impatient() {
    Config config = kubeconfig();
    config.setConnectionTimeout(TIMEOUT_MILLIS);
    config.setRequestTimeout(TIMEOUT_MILLIS);
    config.setRequestRetryBackoffLimit(1);
    return config;
  }

  private static Config kubeconfig() {
    try {
      return Config.autoConfigure(null);
    } catch (RuntimeException e) {
      String why = String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
      throw new IllegalStateException("the file of KUBECONFIG cannot be read: " + why, e);
    }
  }
}
