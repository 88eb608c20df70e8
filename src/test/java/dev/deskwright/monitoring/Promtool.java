package dev.deskwright.monitoring;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.deskwright.fixture.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Prometheus' own checker, where there is one. */
public record Promtool(Path binary) {

  static final String MISSING =
      "promtool and prometheus are not on the PATH: apt-get install prometheus, or"
          + " https://prometheus.io/download";

  /** What a run said. */
  public record Result(int code, String output) {}

  /** The binary; the test is skipped where there is none, and fails in CI. */
  public static Promtool required() {
    return new Promtool(required("promtool"));
  }

  /** One of the two binaries of Prometheus. */
  static Path required(String name) {
    var found = ServerProcess.find(name);
    if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
      throw new AssertionError(MISSING);
    }
    if (found.isEmpty()) {
      System.out.println("Skipped tests of alerts and dashboards. " + MISSING);
    }
    assumeTrue(found.isPresent(), MISSING);
    return found.get();
  }

  Result run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(binary.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  /** What it has against an exposition in the text format; code 1 says that it is none. */
  public Result checkMetrics(String exposition) throws IOException, InterruptedException {
    Path said = Files.createTempFile("promtool", ".out");
    try {
      Process process =
          new ProcessBuilder(binary.toString(), "check", "metrics")
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      try (var in = process.getOutputStream()) {
        in.write(exposition.getBytes(StandardCharsets.UTF_8));
      }
      return new Result(process.waitFor(), Files.readString(said));
    } finally {
      Files.delete(said);
    }
  }

  /**
   * Plays tests of rules, all in one run: what went wrong in each file, empty where nothing did.
   */
  Map<String, String> failures(Collection<Path> tests) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("test", "rules"));
    tests.forEach(each -> arguments.add(each.toString()));
    Map<String, String> failures = new HashMap<>();
    for (String part :
        run(arguments.toArray(String[]::new)).output().split("Unit Testing: +", -1)) {
      int end = part.indexOf('\n');
      if (end > 0) {
        String outcome = part.substring(end).strip();
        failures.put(part.substring(0, end), outcome.equals("SUCCESS") ? "" : outcome);
      }
    }
    return failures;
  }
}
