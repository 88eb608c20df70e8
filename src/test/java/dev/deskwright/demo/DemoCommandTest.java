package dev.deskwright.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.deskwright.demo.apiserver.LocalApiServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoCommandTest {

  private static final String OFFER =
      """
      apiVersion: deskwright.dev/v1alpha1
      kind: Directory
      metadata: {name: corp}
      spec: {type: SimpleAD, domainName: corp.example.com}
      ---
      apiVersion: deskwright.dev/v1alpha1
      kind: Bundle
      metadata: {name: standard}
      spec:
        image: deskwright/desktop:0.1.0
        compute: {type: Standard}
        protocol: {name: WebSocket, port: 6080}
      """;

  private static final String DESKTOP =
      """
      apiVersion: deskwright.dev/v1alpha1
      kind: WorkSpace
      metadata: {name: %1$s}
      spec: {userName: %1$s, directoryRef: {name: corp}, bundleRef: {name: %2$s}}
      """;

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @TempDir private Path examples;

  @BeforeEach
  void writeExamples() throws IOException {
    Files.writeString(examples.resolve("offer.yaml"), OFFER);
    for (String user : List.of("anna", "ben")) {
      Files.writeString(examples.resolve(user + ".yaml"), DESKTOP.formatted(user, "standard"));
    }
  }

  private int run(Map<String, String> environment, String... options) {
    var command = new DemoCommand(new PrintStream(written, true, UTF_8), environment);
    var arguments = new ArrayList<>(List.of("--examples", examples.toString()));
    arguments.addAll(List.of(options));
    return new CommandLine(command).execute(arguments.toArray(String[]::new));
  }

  private String output() {
    return written.toString(UTF_8);
  }

  private void assertThatTheWholeStoryIsTold() {
    assertThat(output())
        .contains("3 SIMULATED ones", "1 Bundle, 1 Directory, 2 WorkSpace", "all 2 AVAILABLE")
        .containsSubsequence("anna: AVAILABLE", "anna: REBOOTING", "anna: AVAILABLE")
        .containsSubsequence("NAME", "anna", "ben", "From YAML to desktops in", "Next:");
  }

  @Test
  void fromYamlToDesktopsInMemory() {
    assertThat(run(Map.of())).as(this::output).isZero();
    assertThat(output()).contains("in-memory").contains("does not validate");
    assertThatTheWholeStoryIsTold();
  }

  @Test
  void fromYamlToDesktopsOnARealApiServer() {
    assumeTrue(LocalApiServer.findBinaries(System.getenv()).isPresent(), "no API server binaries");
    assertThat(run(System.getenv())).as(this::output).isZero();
    assertThat(output()).contains("a real kube-apiserver and etcd");
    assertThatTheWholeStoryIsTold();
  }

  @Test
  void whatIsNotAvailableIsExplained() throws IOException {
    Files.writeString(examples.resolve("carla.yaml"), DESKTOP.formatted("carla", "missing"));
    assertThat(run(Map.of(), "--timeout", "3")).isEqualTo(1);
    assertThat(output())
        .contains("not all are AVAILABLE after 3 s", "carla is ", "BundleNotFound: ")
        .contains("The end of the operator's log:")
        .doesNotContain("anna is ");
  }

  @Test
  void folderWithoutWorkSpacesIsAMistake() throws IOException {
    Files.delete(examples.resolve("anna.yaml"));
    Files.delete(examples.resolve("ben.yaml"));
    assertThat(run(Map.of())).isEqualTo(1);
    assertThat(output()).contains("there is no WorkSpace in the YAML of " + examples);
  }
}
