package dev.deskwright.bench.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Processor time that each program has used, in seconds: this one and all that it has started. */
public final class ProcessorTime {

  private static final List<String> CONTROL_PLANE =
      List.of("etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kwok");

  private final Map<String, Double> byProgram;

  private ProcessorTime(Map<String, Double> byProgram) {
    this.byProgram = byProgram;
  }

  /** As it is now. */
  public static ProcessorTime now() {
    var here = ProcessHandle.current();
    return new ProcessorTime(
        Stream.concat(
                here.descendants().map(p -> Map.entry(name(p), seconds(p))),
                Stream.of(Map.entry("benchmark", seconds(here))))
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, Map.Entry::getValue, Double::sum, TreeMap::new)));
  }

  private static String name(ProcessHandle process) {
    String program =
        process.info().command().map(c -> Path.of(c).getFileName().toString()).orElse("ended");
    return program.equals("java") ? "operator" : program;
  }

  private static double seconds(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  /** What was used since then by one program. */
  public double since(ProcessorTime before, String program) {
    return byProgram.getOrDefault(program, 0.0) - before.byProgram.getOrDefault(program, 0.0);
  }

  /** What was used since then by the control plane and the simulated nodes. */
  public double controlPlaneSince(ProcessorTime before) {
    return CONTROL_PLANE.stream().mapToDouble(program -> since(before, program)).sum();
  }

  @Override
  public String toString() {
    return byProgram.toString();
  }
}
