package dev.deskwright.workspace.desired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that fills a root drive, run by this machine's shell in a temporary folder. */
class SeedScriptTest {

  @TempDir Path folder;
  private Path image;
  private Path root;
  private Path home;

  @BeforeEach
  void anImageWithTwoFolders() throws IOException {
    image = folder.resolve("image");
    root = Files.createDirectories(folder.resolve("root"));
    home = Files.createDirectories(folder.resolve("home"));
    Files.createDirectories(image.resolve("usr/local/bin"));
    Files.writeString(image.resolve("usr/local/bin/tool"), "v1");
    Files.setPosixFilePermissions(
        image.resolve("usr/local/bin/tool"), PosixFilePermissions.fromString("rwxr-x---"));
    Files.createDirectories(image.resolve("etc/with blank"));
    Files.writeString(image.resolve("etc/with blank/a file.conf"), "x=1");
    Files.createSymbolicLink(image.resolve("etc/link"), Path.of("with blank"));
  }

  private int seed(Path... paths) throws IOException, InterruptedException {
    String owner =
        Files.getAttribute(home, "unix:uid") + ":" + Files.getAttribute(home, "unix:gid");
    return seed(owner, List.of(), paths);
  }

  private int seed(String owner, List<String> environment, Path... paths)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("env"));
    command.addAll(environment);
    command.addAll(
        List.of(
            "/bin/sh",
            "-c",
            SeedContainer.script(root.toString(), home.toString()),
            "seed",
            owner));
    Stream.of(paths).map(Path::toString).forEach(command::add);
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor();
  }

  private Path seeded(String path) {
    return root.resolve("system" + image.resolve(path));
  }

  @Test
  void copiesFoldersWithModesLinksAndBlanksInNames() throws Exception {
    assertThat(seed(image.resolve("usr"), image.resolve("etc"))).isZero();
    assertThat(seeded("usr/local/bin/tool")).hasContent("v1");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(seeded("usr/local/bin/tool"))))
        .isEqualTo("rwxr-x---");
    assertThat(seeded("etc/with blank/a file.conf")).hasContent("x=1");
    assertThat(seeded("etc/link")).isSymbolicLink();
    assertThat(root.resolve(".seeding")).doesNotExist();
  }

  @Test
  void copiesAFolderInAFolder() throws Exception {
    assertThat(seed(image.resolve("usr/local"))).isZero();
    assertThat(seeded("usr/local/bin/tool")).hasContent("v1");
  }

  @Test
  void aFolderWhoseNameHasABlankIsOne() throws Exception {
    assertThat(seed(image.resolve("etc/with blank"))).isZero();
    assertThat(seeded("etc/with blank/a file.conf")).hasContent("x=1");
  }

  @Test
  void aFolderThatTheImageLacksIsMadeEmpty() throws Exception {
    assertThat(seed(image.resolve("usr"), image.resolve("srv"))).isZero();
    assertThat(seeded("srv")).isEmptyDirectory();
  }

  @Test
  void aSecondRunChangesNothingEvenIfTheImageIsAnother() throws Exception {
    seed(image.resolve("usr"));
    Files.writeString(seeded("usr/local/bin/tool"), "changed by the user");
    Files.writeString(image.resolve("usr/local/bin/tool"), "v2");
    assertThat(seed(image.resolve("usr"))).isZero();
    assertThat(seeded("usr/local/bin/tool")).hasContent("changed by the user");
  }

  @Test
  void interruptedHalfWayItLeavesNoSystemAndTheNextRunStartsOver() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path broken = bin.resolve("cp");
    Files.writeString(
        broken,
        "#!/bin/sh\nfor target; do :; done\nmkdir -p \"$target\"; echo half > \"$target/half\"; kill -9 $PPID\n");
    Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwxr-xr-x"));
    String path = "PATH=" + bin + ":" + System.getenv("PATH");
    assertThat(seed("0:0", List.of(path), image.resolve("usr"))).isNotZero();
    assertThat(root.resolve("system")).doesNotExist();
    assertThat(root.resolve(".seeding" + image.resolve("usr/half"))).exists();

    assertThat(seed(image.resolve("usr"))).isZero();
    assertThat(seeded("usr/half")).doesNotExist();
    assertThat(seeded("usr/local/bin/tool")).hasContent("v1");
  }

  @Test
  void aCopyThatFailsLeavesNoSystem() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path broken = bin.resolve("cp");
    Files.write(broken, "#!/bin/sh\nexit 1\n".getBytes(StandardCharsets.UTF_8));
    Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwxr-xr-x"));
    String path = "PATH=" + bin + ":" + System.getenv("PATH");
    assertThat(seed("0:0", List.of(path), image.resolve("usr"))).isNotZero();
    assertThat(root.resolve("system")).doesNotExist();
  }

  @Test
  void aNewHomeFolderIsGivenToItsOwnerAndLaterLeftAlone() throws Exception {
    Object own = Files.getAttribute(home, "unix:uid");
    assumeTrue(own.equals(0), "only root can give a file away");
    assertThat(seed("1234:1235", List.of(), image.resolve("usr"))).isZero();
    assertThat(Files.getAttribute(home, "unix:uid")).isEqualTo(1234);
    assertThat(Files.getAttribute(home, "unix:gid")).isEqualTo(1235);
    assertThat(seed("4321:4321", List.of(), image.resolve("usr"))).isZero();
    assertThat(Files.getAttribute(home, "unix:uid")).isEqualTo(1234);
  }
}
