package dev.deskwright.demo;

import dev.deskwright.demo.Screen.Size;
import dev.deskwright.demo.apiserver.LocalApiServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The project's first command for a newcomer: from YAML to desktops, and nothing left behind. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Shows Deskwright at work: starts an API server and the operator on this machine, applies"
          + " examples/, shows the WorkSpaces until all are AVAILABLE, and reboots one.",
      "The nodes are simulated: no container runs. With --kubeconfig, the desktops are real."
    })
public final class DemoCommand implements Callable<Integer> {

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description =
          "Use this cluster and its nodes, in a new namespace deskwright-demo that is removed at"
              + " the end.")
  private Path kubeconfig;

  @Option(
      names = "--examples",
      paramLabel = "PATH",
      description =
          "Apply this YAML file, or those of this folder. Left out, it is the project's examples/;"
              + " with --kubeconfig only the first of them, since others need a GPU, say.")
  private Path examples;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "How long the WorkSpaces may take; ${DEFAULT-VALUE} if left out.")
  private int timeoutSeconds;

  @Option(names = "--keep", description = "Stay up at the end until Ctrl-C, to look around.")
  private boolean keep;

  @Option(
      names = "--plain",
      description = "A line for every change instead of a table that is redrawn.")
  private boolean plain;

  private final PrintStream out;
  private final Map<String, String> environment;

  /** As on the command line. */
  public DemoCommand() {
    this(System.out, System.getenv());
  }

  DemoCommand(PrintStream out, Map<String, String> environment) {
    this.out = out;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    try (var screen = new Screen(out, terminal());
        var cleanUp = new CleanUp()) {
      var folder = cleanUp.add(TemporaryFolder.create());
      var log = cleanUp.add(new DemoLog(folder.path().resolve("operator.log"), cleanUp::isTold));
      return new Demo(settings(folder), screen, cleanUp, log, Clock.systemUTC()).run();
    }
  }

  private Demo.Settings settings(TemporaryFolder folder) {
    Path project = Manifests.projectFolder();
    return new Demo.Settings(
        controlPlane(),
        project.resolve("crds"),
        examples == null ? usualExamples(project) : examples,
        Duration.ofSeconds(timeoutSeconds),
        keep,
        folder.path());
  }

  /**
   * All that need no more than simulated nodes; on a real cluster, the one that every cluster runs.
   */
  private Path usualExamples(Path project) {
    Path all = project.resolve("examples");
    return kubeconfig == null ? all : all.resolve("01-first-desktop.yaml");
  }

  private Demo.Start controlPlane() {
    if (kubeconfig != null) {
      return new Demo.Start(
          "connecting to the cluster of " + kubeconfig,
          () -> ControlPlane.GivenCluster.of(kubeconfig));
    }
    Supplier<ControlPlane> inMemory = ControlPlane.InMemory::start;
    return LocalApiServer.findBinaries(environment)
        .map(
            binaries ->
                new Demo.Start(
                    "starting a real kube-apiserver and etcd",
                    () -> ControlPlane.RealApiServer.start(binaries)))
        .orElse(new Demo.Start("starting an in-memory stand-in for an API server", inMemory));
  }

  /** The launcher knows whether there is a terminal: Java cannot tell on every version. */
  private Optional<Size> terminal() {
    return Boolean.getBoolean("deskwright.terminal") && !plain
        ? Optional.of(Size.parse(System.getProperty("deskwright.terminal.size", "")))
        : Optional.empty();
  }
}
