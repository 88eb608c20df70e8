package dev.deskwright.demo;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** The demo's story, step by step. */
final class Demo {

  /**
   * What differs from one demo to another.
   *
   * @param controlPlane the API server
   * @param definitions the folder of the CustomResourceDefinitions
   * @param examples the file or folder of what is applied
   * @param timeout how long the WorkSpaces may take
   * @param keep whether all stays up at the end
   * @param folder for files, gone at the end
   */
  record Settings(
      Start controlPlane,
      Path definitions,
      Path examples,
      Duration timeout,
      boolean keep,
      Path folder) {}

  /** A control plane to be started, and what is said meanwhile. */
  record Start(String doing, Supplier<ControlPlane> start) {}

  private static final String NOTE = " ".repeat(19);
  private static final Duration FOR_EVER = Duration.ofDays(10_000);
  private static final int LOG_LINES = 15;
  private static final int RETRIES = 2;
  private static final int EXIT_GOOD = 0;
  private static final int EXIT_BAD = 1;

  private final Settings settings;
  private final Screen screen;
  private final CleanUp cleanUp;
  private final DemoLog log;
  private final Clock clock;
  private final Instant begin;
  private final WriteCounter operatorWrites = new WriteCounter();

  private ControlPlane controlPlane;
  private KubernetesClient client;
  private Manifests examples;
  private SimulatedDirectories directories;
  private WorkSpaceWatch watch;
  private DemoOperator operator;
  private DemoGateway gateway;

  Demo(Settings settings, Screen screen, CleanUp cleanUp, DemoLog log, Clock clock) {
    this.settings = settings;
    this.screen = screen;
    this.cleanUp = cleanUp;
    this.log = log;
    this.clock = clock;
    this.begin = clock.instant();
  }

  /** Tells the story; the exit code says whether it ended well. */
  int run() {
    try {
      startControlPlane();
      createDefinitions();
      startSimulatedNodes();
      startDirectory();
      startOperator();
      applyExamples();
      awaitAllAvailable();
      rebootOne();
      startGateway();
      sayWhatNext();
      keepIfWanted();
      return EXIT_GOOD;
    } catch (RuntimeException | InterruptedException | IOException e) {
      return explain(e);
    }
  }

  private void startControlPlane() {
    begin("API server", settings.controlPlane().doing());
    controlPlane = cleanUp.add(settings.controlPlane().start().get());
    client = cleanUp.add(new KubernetesClientBuilder().withConfig(clientConfig()).build());
    String version = client.getKubernetesVersion().getGitVersion();
    screen.done(
        Optional.ofNullable(version).map(known -> known + ", ").orElse("")
            + controlPlane.description());
    controlPlane.limits().forEach(limit -> screen.line(NOTE + limit));
  }

  private Config clientConfig() {
    Config config = controlPlane.clientConfig();
    config.setNamespace(DemoNamespace.NAME);
    if (controlPlane.isOurs()) {
      // It is either there or being ended with the demo: waiting long for it helps nobody.
      config.setRequestRetryBackoffLimit(RETRIES);
    }
    return config;
  }

  private void createDefinitions() throws InterruptedException {
    begin("API", "creating the CustomResourceDefinitions");
    var definitions = Definitions.create(settings.definitions(), client);
    if (!controlPlane.isOurs()) {
      cleanUp.add(definitions);
    }
    definitions.awaitServed(cleanUp);
    screen.done(definitions.summary());
  }

  private void startSimulatedNodes() {
    if (!controlPlane.isOurs()) {
      return;
    }
    begin("Nodes", "creating simulated nodes");
    var timer = cleanUp.add(new SimulatedSteps.RealTime());
    cleanUp.add(new SimulatedNodes(client, timer, clock)).start();
    SimulatedSnapshotApi.install(client);
    screen.done(SimulatedNodes.names().size() + " SIMULATED ones: no container runs on them");
  }

  private void startDirectory() throws IOException {
    begin("Directory", "starting");
    directories = cleanUp.add(SimulatedDirectories.start(clock));
    screen.done("SIMULATED: an LDAP server in the memory of this process answers for all");
  }

  private void startOperator() throws IOException {
    begin("Operator", "starting");
    operator =
        cleanUp.add(
            DemoOperator.start(clientConfig(), namespaces(), operatorWrites, directories, clock));
    screen.done("runs in this process");
  }

  /** On a cluster of others' the operator has no business outside the demo's namespace. */
  private String namespaces() {
    return controlPlane.isOurs() ? "" : DemoNamespace.NAME;
  }

  private void applyExamples() {
    String source = Manifests.shown(settings.examples());
    begin("Examples", "applying " + source);
    examples = Manifests.read(settings.examples(), client);
    if (examples.names(WorkSpace.class).isEmpty()) {
      throw new DemoFailure("there is no WorkSpace in the YAML of " + source);
    }
    directories.addUsersOf(examples.workSpaces());
    var namespace = DemoNamespace.create(client, screen);
    if (!controlPlane.isOurs()) {
      cleanUp.add(namespace);
    }
    examples.objects().forEach(this::apply);
    screen.done("%s applied: %s".formatted(source, examples.summary()));
  }

  private void apply(HasMetadata example) {
    cleanUp.check();
    var created =
        client
            .resource(example)
            .inNamespace(DemoNamespace.NAME)
            .fieldValidation(Validation.STRICT)
            .create();
    boolean goesWithItsNamespace = created.getMetadata().getNamespace() != null;
    if (!controlPlane.isOurs() && !goesWithItsNamespace) {
      cleanUp.add(() -> client.resource(created).delete());
    }
  }

  private void awaitAllAvailable() throws InterruptedException {
    begin("WorkSpaces", "waiting until all are AVAILABLE");
    watch = cleanUp.add(new WorkSpaceWatch(client, DemoNamespace.NAME, screen, cleanUp, clock));
    int wanted = examples.names(WorkSpace.class).size();
    boolean reached =
        watch.await(
            now -> now.size() >= wanted && now.stream().allMatch(Demo::isAvailable),
            settings.timeout());
    if (!reached) {
      throw new DemoFailure(
          "not all are AVAILABLE after %d s".formatted(settings.timeout().toSeconds()));
    }
    screen.done(
        "all %d AVAILABLE, with %.1f API writes by the operator for each"
            .formatted(wanted, (double) operatorWrites.count() / wanted));
  }

  private static boolean isAvailable(WorkSpace workSpace) {
    return WorkSpaceTable.state(workSpace).filter(WorkSpaceState.AVAILABLE::equals).isPresent();
  }

  private void rebootOne() throws InterruptedException {
    String name = examples.names(WorkSpace.class).get(0);
    begin("Reboot", "%s, by the annotation %s".formatted(name, Reboot.ANNOTATION));
    var reboot = Reboot.ask(name, client);
    boolean reached =
        watch.await(
            now -> reboot.hasEnded(now) && now.stream().allMatch(Demo::isAvailable),
            settings.timeout());
    if (!reached || !reboot.isDone(watch.now())) {
      throw new DemoFailure("%s was not rebooted: %s".formatted(name, reboot.outcome(watch.now())));
    }
    screen.done("%s is AVAILABLE again, with a new pod and the same drives".formatted(name));
    screen.line("");
    WorkSpaceTable.lines(watch.now(), screen.ink()).forEach(screen::line);
  }

  private void startGateway() throws IOException, InterruptedException {
    if (!controlPlane.isOurs()) {
      return;
    }
    begin("Gateway", "starting");
    Path folder = Files.createDirectory(settings.folder().resolve("gateway"));
    var first = examples.workSpaces().findFirst().orElseThrow().getSpec();
    String directory = first.directoryRef().name();
    gateway = cleanUp.add(DemoGateway.start(clientConfig(), directories, directory, folder, clock));
    String user = first.userName();
    Instant before = clock.instant();
    String greeting = gateway.visit(user, directories.password(user));
    screen.done(
        "%s signed in and got a word of the desktop, \"%s\", within %d ms"
            .formatted(user, greeting, Duration.between(before, clock.instant()).toMillis()));
    screen.line(NOTE + "SIMULATED desktop: a picture that this process draws, by real RFB");
  }

  private void sayWhatNext() throws IOException {
    var seconds = Duration.between(begin, clock.instant()).toMillis() / 1e3;
    screen.line("");
    screen.line(screen.ink().strong("From YAML to desktops in %.1f s.".formatted(seconds)));
    WhatNext.lines(settings, controlPlane, examples).forEach(screen::line);
  }

  private void keepIfWanted() throws InterruptedException {
    if (settings.keep()) {
      screen.line("");
      if (gateway != null) {
        screen.line(
            "Open %s in a browser (its certificate is the demo's own), and sign in as one of"
                .formatted(gateway.url()));
        screen.line("  " + directories.hint());
        screen.line("Metrics, for a Prometheus: " + operator.metrics() + " " + gateway.metrics());
      }
      begin("Until Ctrl-C", "");
      watch.await(now -> false, FOR_EVER);
    }
  }

  private void begin(String title, String doing) {
    cleanUp.check();
    screen.begin(title, doing);
  }

  private int explain(Exception problem) {
    if (cleanUp.isTold()) {
      screen.failed("ended by a signal");
      return EXIT_BAD;
    }
    boolean isKnown = problem instanceof DemoFailure;
    screen.failed(isKnown ? problem.getMessage() : problem.toString());
    if (watch != null) {
      explainWorkSpaces();
    }
    if (watch != null || !isKnown) {
      screen.line("");
      screen.line("The end of the operator's log:");
      log.end(LOG_LINES).forEach(screen::line);
    }
    return EXIT_BAD;
  }

  private void explainWorkSpaces() {
    watch.now().stream()
        .filter(ws -> !isAvailable(ws))
        .forEach(ws -> screen.line(NOTE + WorkSpaceTable.explanation(ws)));
  }
}
