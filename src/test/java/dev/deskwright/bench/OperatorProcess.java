package dev.deskwright.bench;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.deskwright.fixture.ImageOptions;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The packaged operator as a process of its own, as its user would start it. */
final class OperatorProcess implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration WINDOW = Duration.ofSeconds(2);
  private static final double MEBIBYTE = 1 << 20;
  private static final List<String> OPTIONS = options();
  private static final String CLASS_PATH =
      "target/deskwright.jar" + File.pathSeparator + "target/lib/*";

  /** Settings of the chart: it takes part in an election. */
  static final String[] ELECTED = {
    "--leader-election", "true", "--leader-election-namespace", "default"
  };

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final int port;
  private final long startedNanos;
  private final Optional<Container> container;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(OperatorProcess::daemon);
  private volatile double peak;
  private volatile boolean closing;

  private OperatorProcess(
      Process process, int port, long startedNanos, Optional<Container> container) {
    this.process = process;
    this.port = port;
    this.startedNanos = startedNanos;
    this.container = container;
    var unused = watch.scheduleAtFixedRate(this::lookAtMemory, 0, 250, TimeUnit.MILLISECONDS);
  }

  static OperatorProcess start(List<String> more, Path kubeconfig, String... settings)
      throws IOException {
    int port = freePort();
    return start(more, port, Container.create(port), kubeconfig, settings);
  }

  /** In no container, since it leaves an AOT cache at its end, and that takes more memory. */
  static OperatorProcess train(Path cache, Path kubeconfig, String... settings) throws IOException {
    List<String> training = List.of("-XX:AOTCacheOutput=" + cache);
    return start(training, freePort(), Optional.empty(), kubeconfig, settings);
  }

  private static OperatorProcess start(
      List<String> more,
      int port,
      Optional<Container> container,
      Path kubeconfig,
      String... settings)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(program("java")));
    command.addAll(OPTIONS);
    command.addAll(more);
    command.addAll(Arrays.asList(System.getProperty("bench.jvm", "").split(" ", -1)));
    command.removeIf(String::isEmpty);
    command.addAll(List.of("-cp", CLASS_PATH, "dev.deskwright.Main", "operator"));
    command.addAll(List.of("--http-port", Integer.toString(port)));
    command.addAll(List.of(settings));
    var builder = new ProcessBuilder(container.map(c -> c.run(command)).orElse(command));
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    builder.redirectErrorStream(true).redirectOutput(new File("target/bench-operator.log"));
    long now = System.nanoTime();
    return new OperatorProcess(builder.start(), port, now, container);
  }

  /** As its image does, with an AOT cache. */
  static OperatorProcess start(Path kubeconfig, String... settings) throws Exception {
    return start(AotCache.options(), kubeconfig, settings);
  }

  /** Of the Java runtime that {@code -Dbench.java} names; else of this one. */
  private static String program(String name) {
    String home = System.getProperty("bench.java", System.getProperty("java.home"));
    return Path.of(home, "bin", name).toString();
  }

  /** Those of the image and of the chart, in a container of the chart's size. */
  private static List<String> options() {
    try {
      String chart =
          new YAMLMapper()
              .readTree(Path.of("helm/deskwright/values.yaml").toFile())
              .path("javaOptions")
              .asText();
      return Stream.concat(ImageOptions.inContainer().stream(), Stream.of(chart.split(" ")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Seconds from the start of the process to the first 200 of {@code /readyz}. */
  double awaitReady() {
    Awaitility.await()
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .ignoreExceptions()
        .until(() -> get("/readyz") != null);
    return (System.nanoTime() - startedNanos) / 1e9;
  }

  /** Waits until it has used next to no processor time for a while. */
  void awaitIdle() {
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(WINDOW)
        .until(
            new java.util.concurrent.Callable<>() {
              private double last = Double.NaN;

              @Override
              public Boolean call() {
                double now = cpuSeconds();
                boolean idle = now - last < WINDOW.toMillis() / 1e3 * 0.05;
                last = now;
                return idle;
              }
            });
  }

  boolean isAlive() {
    return process.isAlive();
  }

  double cpuSeconds() {
    return process.info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
  }

  /** In use by its container; by the process, where there is no container. */
  double memoryMebibytes() throws IOException {
    return container.isPresent() ? container.get().workingSetMebibytes() : memory("VmRSS");
  }

  /** Of this, what is no copy of a file. */
  double anonymousMebibytes() throws IOException {
    return container.isPresent() ? container.get().anonymousMebibytes() : memory("RssAnon");
  }

  /** The most that was seen of it in use. */
  double peakMebibytes() {
    return peak;
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "memory");
    thread.setDaemon(true);
    return thread;
  }

  private void lookAtMemory() {
    try {
      peak = Math.max(peak, memoryMebibytes());
    } catch (IOException | IllegalStateException ended) {
      if (!closing) {
        System.err.println("the operator has ended by itself");
        watch.shutdown();
      }
    }
  }

  private double memory(String field) throws IOException {
    String status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));
    return number(status, field + ":\\s+([0-9]+) kB") / 1024;
  }

  /** Runs a command of jcmd on it; gives what it prints. */
  String diagnose(String... command) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(program("jcmd"), Long.toString(process.pid())));
    line.addAll(List.of(command));
    Process jcmd = new ProcessBuilder(line).redirectErrorStream(true).start();
    String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    jcmd.waitFor();
    return output;
  }

  /** Passes over objects of any kind that have ended well. */
  double passes() throws IOException, InterruptedException {
    return sum("reconciliations_success_total\\{[^}]*}");
  }

  private double sum(String metric) throws IOException, InterruptedException {
    return Pattern.compile(metric + " ([0-9.E]+)")
        .matcher(get("/metrics"))
        .results()
        .mapToDouble(match -> Double.parseDouble(match.group(1)))
        .sum();
  }

  /** The heap that is in use after a full collection. */
  double liveHeapMebibytes() throws IOException, InterruptedException {
    diagnose("GC.run");
    return sum("jvm_memory_used_bytes\\{area=\"heap\"[^}]*}") / MEBIBYTE;
  }

  private String get(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    var response = http.send(request, BodyHandlers.ofString());
    return response.statusCode() == 200 ? response.body() : null;
  }

  private static double number(String text, String pattern) {
    var matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + pattern + " in " + text);
    }
    return Double.parseDouble(matcher.group(1));
  }

  @Override
  public void close() {
    closing = true;
    watch.shutdown();
    process.destroy();
    if (!process
        .onExit()
        .completeOnTimeout(null, 120, TimeUnit.SECONDS)
        .thenApply(p -> p != null)
        .join()) {
      process.destroyForcibly();
    }
    container.ifPresent(Container::remove);
  }
}
