package dev.deskwright.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The helm binary, where there is one, run on the chart. */
record Helm(Path binary) {

  /** An API that a cluster of the right version can still be told not to serve. */
  static final String POLICIES = "admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy";

  private static final List<String> APIS = List.of("deskwright.dev/v1alpha1", POLICIES);

  /** What a run said. */
  record Result(int code, String out, String err) {}

  /** The helm binary; the test is skipped where there is none, and fails in CI. */
  static Helm required() {
    var found = find();
    if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
      throw new IllegalStateException("helm is neither on the PATH nor in $KUBEBUILDER_ASSETS");
    }
    if (found.isEmpty()) {
      System.out.println("Skipped the tests of the chart: put helm on the PATH");
    }
    assumeTrue(found.isPresent(), "helm is neither on the PATH nor in $KUBEBUILDER_ASSETS");
    return found.get();
  }

  /** The helm on the PATH, or beside the control plane's binaries. */
  static Optional<Helm> find() {
    return Stream.of("PATH", "KUBEBUILDER_ASSETS")
        .map(System.getenv()::get)
        .filter(folders -> folders != null)
        .flatMap(folders -> Stream.of(folders.split(File.pathSeparator, -1)))
        .map(folder -> Path.of(folder, "helm"))
        .filter(Files::isExecutable)
        .map(Helm::new)
        .findFirst();
  }

  /** Runs helm on the chart, with the values given as YAML. */
  Result run(String values, String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile("helm", ".out");
    Path err = Files.createTempFile("helm", ".err");
    List<String> command = new ArrayList<>(List.of(binary.toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--values", "-"));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      try (var in = process.getOutputStream()) {
        in.write(values.getBytes(StandardCharsets.UTF_8));
      }
      return new Result(process.waitFor(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** The chart's objects, as they would be installed on a cluster that has the CRDs already. */
  List<JsonNode> template(String values) throws IOException, InterruptedException {
    return template(values, APIS);
  }

  /** The chart's objects on a cluster that serves these APIs beside those of every cluster. */
  List<JsonNode> template(String values, List<String> apis)
      throws IOException, InterruptedException {
    var result = render(values, apis);
    assertThat(result.code()).as(result.err()).isZero();
    List<JsonNode> objects = new ArrayList<>();
    var yaml = new YAMLMapper();
    try (var documents = yaml.readerFor(JsonNode.class).<JsonNode>readValues(result.out())) {
      documents.forEachRemaining(
          document -> {
            if (document.isObject()) {
              objects.add(document);
            }
          });
    }
    return objects;
  }

  Result render(String values) throws IOException, InterruptedException {
    return render(values, APIS);
  }

  private Result render(String values, List<String> apis) throws IOException, InterruptedException {
    Stream<String> arguments =
        Stream.of(
            "template",
            "deskwright",
            Chart.FOLDER.toString(),
            "--namespace=deskwright-system",
            "--kube-version=1.30.0");
    return run(
        values,
        Stream.concat(arguments, apis.stream().map("--api-versions="::concat))
            .toArray(String[]::new));
  }
}
