package dev.deskwright.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskwright.Main;
import dev.deskwright.fixture.ImageOptions;
import dev.deskwright.fixture.ServerProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The operator as a process of its own, with the options of its image, as a pod would have it. */
final class OperatorPod implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** What it is compiled to, and the libraries of its image, which Maven has put there. */
  private static final String CLASS_PATH =
      Path.of(URI.create(Main.class.getProtectionDomain().getCodeSource().getLocation().toString()))
          + File.pathSeparator
          + "target/lib/*";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final int port;
  private final Path log;

  private OperatorPod(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /**
   * Starts one.
   *
   * @param name by which its writes are told from others
   * @param jvmOptions beside those of the image
   */
  static OperatorPod start(Installation installation, String name, String... jvmOptions) {
    int port = ServerProcess.freePort();
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(ImageOptions.inContainer());
    command.addAll(installation.jvmOptions());
    command.add("-Dkubernetes.user.agent=" + name);
    command.addAll(List.of(jvmOptions));
    command.addAll(List.of("-cp", CLASS_PATH, Main.class.getName(), "operator"));
    command.addAll(List.of("--http-port", Integer.toString(port)));
    try {
      Path log =
          Files.createTempFile(Files.createDirectories(Path.of("target/faults")), name, ".log");
      var builder = new ProcessBuilder(command);
      builder.environment().remove("KUBECONFIG");
      builder.environment().putAll(installation.environment());
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      return new OperatorPod(builder.start(), port, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until its caches are filled. */
  OperatorPod awaitReady() {
    await()
        .atMost(LIMIT)
        .failFast("alive", () -> assertThat(process.isAlive()).as(this::log).isTrue())
        .until(() -> answer("/readyz").startsWith("200"));
    return this;
  }

  /** Waits until it acts. */
  OperatorPod awaitLeads() {
    await()
        .atMost(LIMIT)
        .failFast("alive", () -> assertThat(process.isAlive()).as(this::log).isTrue())
        .until(this::leads);
    return this;
  }

  /** Whether it says that it holds the lease. */
  boolean leads() {
    return leader("1");
  }

  /** Whether it says that it does not. */
  boolean standsBy() {
    return leader("0");
  }

  private boolean leader(String value) {
    return answer("/metrics")
        .lines()
        .anyMatch(l -> l.matches("deskwright_leader\\S* " + value + "(\\.0)?"));
  }

  /** The code and the text; just a reason if there is no answer. */
  String answer(String path) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      var response = http.send(request, BodyHandlers.ofString());
      return response.statusCode() + "\n" + response.body();
    } catch (IOException e) {
      return "no answer: " + e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Its exit code, once it has ended by itself. */
  int awaitEnd(Duration atMost) {
    await().atMost(atMost).until(() -> !process.isAlive());
    return process.exitValue();
  }

  /** All that it has said. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** It does nothing any more, and does not know, until {@link #wake}. */
  void freeze() {
    signal("-STOP");
  }

  /** It goes on. */
  void wake() {
    signal("-CONT");
  }

  private void signal(String signal) {
    ServerProcess.run(
        Path.of("target/faults/signals.log"),
        Duration.ofSeconds(10),
        List.of("kill", signal, Long.toString(process.pid())));
  }

  /** It is killed, with no time to say goodbye. */
  @Override
  public void close() {
    try {
      process.destroyForcibly().waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
