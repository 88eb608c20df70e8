package dev.deskwright.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.monitoring.Dashboards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Generated files are committed. This test fails when one is not what the code says; {@code ./mvnw
 * test -Dtest=GeneratedFilesTest -Dgenerate} writes them anew.
 */
class GeneratedFilesTest {

  private static final boolean GENERATE = System.getProperty("generate") != null;

  @TestFactory
  Stream<DynamicTest> everyGeneratedFileIsCurrent() {
    return files().entrySet().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getKey().toString(),
                    () -> check(file.getKey(), file.getValue(), "GeneratedFilesTest")));
  }

  private static Map<Path, String> files() {
    Map<Path, String> files = new TreeMap<>();
    CrdFiles.all().forEach((name, text) -> files.put(Path.of("crds", name), text));
    files.put(Path.of("docs/reference/api.md"), ApiReference.text());
    files.put(Path.of("docs/reference/configuration.md"), ConfigurationReference.text());
    files.put(Path.of("docs/reference/directory-rules.md"), AdmissionReference.text());
    files.put(Path.of("docs/reference/faults.md"), FaultReference.text());
    files.put(Path.of("docs/reference/gateway-attacks.md"), AttackReference.text());
    files.put(Path.of("docs/reference/operations.md"), OperationReference.text());
    files.put(Path.of("docs/reference/gateway-settings.md"), ConfigurationReference.gatewayText());
    files.put(Path.of("docs/reference/http-api.md"), HttpApiReference.text());
    files.put(Path.of("docs/reference/metrics.md"), MetricReference.text());
    files.put(Path.of("docs/reference/alerts.md"), MonitoringReference.alerts());
    files.put(Path.of("docs/reference/dashboards.md"), MonitoringReference.dashboards());
    files.putAll(Dashboards.files());
    files.put(Path.of("docs/reference/scale.md"), ScaleReference.text());
    return files;
  }

  static void check(Path file, String expected, String test) throws IOException {
    if (GENERATE) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
    }
    assertThat(file).as("run ./mvnw test -Dtest=%s -Dgenerate", test).exists();
    assertThat(Files.readString(file))
        .as("%s is out of date: run ./mvnw test -Dtest=%s -Dgenerate", file, test)
        .isEqualTo(expected);
  }
}
