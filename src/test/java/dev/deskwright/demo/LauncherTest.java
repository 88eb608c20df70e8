package dev.deskwright.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher script in a copy of the project that is built already, with a Java that only tells.
 */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

  @TempDir private Path folder;
  private Path project;

  @BeforeEach
  void copyProject() throws IOException {
    project = folder.resolve("a path with blanks");
    Files.createDirectories(project.resolve("src/main"));
    Files.createDirectories(project.resolve("target"));
    Files.createDirectories(folder.resolve("jdk/bin"));
    Files.copy(Manifests.projectFolder().resolve("deskwright"), project.resolve("deskwright"));
    Files.writeString(project.resolve("pom.xml"), "");
    Files.writeString(project.resolve("target/deskwright.jar"), "");
  }

  private void writeJava(String version) throws IOException {
    Path java =
        Files.writeString(
            folder.resolve("jdk/bin/java"),
            """
            #!/bin/sh
            if [ "$1" = -version ]; then echo 'openjdk version "%s"' >&2; exit; fi
            for each; do echo "$each"; done
            """
                .formatted(version));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String launch(String... arguments) throws IOException, InterruptedException {
    var builder = new ProcessBuilder("sh", project.resolve("deskwright").toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    builder.directory(folder.toFile()).redirectErrorStream(true);
    var process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return output + "exit " + process.waitFor();
  }

  @Test
  void runsFromAnywhereInAPathWithBlanks() throws Exception {
    writeJava("17.0.15");
    assertThat(launch("demo", "--examples", "my folder"))
        .contains("-Ddeskwright.home=" + project.toRealPath(), "-Ddeskwright.terminal=false")
        .endsWith("dev.deskwright.Main\ndemo\n--examples\nmy folder\nexit 0");
  }

  @Test
  void saysWhatToDoWithoutJava() throws Exception {
    assertThat(launch("demo")).matches("deskwright: no Java found: install a JDK.*\nexit 1");
  }

  @Test
  void saysWhatToDoWithAnOldJava() throws Exception {
    writeJava("11.0.2");
    assertThat(launch("demo")).matches("deskwright: .*is version 11, and 17 or newer.*\nexit 1");
  }

  @Test
  void saysWhatToDoWithoutACompiler() throws Exception {
    writeJava("21");
    Files.delete(project.resolve("target/deskwright.jar"));
    assertThat(launch("demo")).matches("deskwright: .*has no compiler beside it.*\nexit 1");
  }
}
