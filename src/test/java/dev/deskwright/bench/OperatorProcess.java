package dev.deskwright.bench;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The packaged operator as a process of its own, as its user would start it. */
final class OperatorProcess implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration WINDOW = Duration.ofSeconds(2);
  private static final double MEBIBYTE = 1 << 20;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final int port;
  private final long startedNanos;

  private OperatorProcess(Process process, int port, long startedNanos) {
    this.process = process;
    this.port = port;
    this.startedNanos = startedNanos;
  }

  static OperatorProcess start(Path kubeconfig) throws IOException {
    int port = freePort();
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx192m",
            "-cp",
            "target/deskwright.jar" + File.pathSeparator + "target/lib/*",
            "dev.deskwright.Main",
            "operator",
            "--http-port",
            Integer.toString(port));
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    builder.redirectErrorStream(true).redirectOutput(new File("target/bench-operator.log"));
    long now = System.nanoTime();
    return new OperatorProcess(builder.start(), port, now);
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

  double cpuSeconds() {
    return process.info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
  }

  double residentMebibytes() throws IOException {
    String status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));
    return number(status, "VmRSS:\\s+([0-9]+) kB") / 1024;
  }

  /** The heap that is in use after a full collection. */
  double liveHeapMebibytes() throws IOException, InterruptedException {
    new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
            Long.toString(process.pid()),
            "GC.run")
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
    return Pattern.compile("jvm_memory_used_bytes\\{area=\"heap\"[^}]*} ([0-9.E]+)")
            .matcher(get("/metrics"))
            .results()
            .mapToDouble(match -> Double.parseDouble(match.group(1)))
            .sum()
        / MEBIBYTE;
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
    process.destroy();
    if (!process
        .onExit()
        .completeOnTimeout(null, 30, TimeUnit.SECONDS)
        .thenApply(p -> p != null)
        .join()) {
      process.destroyForcibly();
    }
  }
}
