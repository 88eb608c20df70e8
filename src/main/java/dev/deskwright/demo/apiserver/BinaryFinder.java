package dev.deskwright.demo.apiserver;

import io.fabric8.kubeapitest.Utils;
import io.fabric8.kubeapitest.binary.BinaryDownloader;
import io.fabric8.kubeapitest.binary.OSInfo;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for a folder with all that a local API server needs. */
final class BinaryFinder {

  static final List<String> NAMES = List.of("etcd", "kube-apiserver", "kubectl");

  private final Map<String, String> env;

  BinaryFinder(Map<String, String> env) {
    this.env = env;
  }

  /** The first folder that has them all: what the user names comes before what happens to be. */
  Optional<Path> find() {
    return Stream.of(named(), kept(), onPath())
        .flatMap(folders -> folders)
        .filter(BinaryFinder::complete)
        .findFirst();
  }

  /** Downloads the newest ones to where kube-api-test keeps them. */
  Path download() {
    return new BinaryDownloader(home().toString(), new OSInfo()).downloadLatest().toPath();
  }

  /** Where the tool setup-envtest says it put them. */
  private Stream<Path> named() {
    return Stream.of("KUBEBUILDER_ASSETS")
        .map(env::get)
        .filter(Objects::nonNull)
        .filter(folder -> !folder.isBlank())
        .map(Path::of);
  }

  /** Where kube-api-test keeps what it downloads: a folder a version, the newest first. */
  private Stream<Path> kept() {
    Path root = home().resolve("k8s");
    if (!Files.isDirectory(root)) {
      return Stream.empty();
    }
    String suffix = Utils.platformSuffix(new OSInfo());
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(folder -> version(folder, suffix).matches("\\d+\\.\\d+\\.\\d+"))
          .sorted(
              Comparator.comparing(
                      (Path folder) -> version(folder, suffix), Utils.SEMVER_COMPARATOR)
                  .reversed())
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String version(Path folder, String suffix) {
    String name = folder.getFileName().toString();
    return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : "";
  }

  /** The folder of kube-api-test. */
  private Path home() {
    String own = env.get("KUBE_API_TEST_DIR");
    return own == null || own.isBlank()
        ? Path.of(env.getOrDefault("HOME", System.getProperty("user.home")), ".kubeapitest")
        : Path.of(own);
  }

  private Stream<Path> onPath() {
    return Arrays.stream(env.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(Path::of);
  }

  private static boolean complete(Path folder) {
    return NAMES.stream().allMatch(name -> Files.isExecutable(folder.resolve(name)));
  }
}
