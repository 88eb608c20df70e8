package dev.deskwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the project adds to its base image: its jars, without those of the demo. The base, the cache
 * and the compressed whole are in {@code images/operator/README.md}.
 */
final class ImageSize {

  /** As the filter in pom.xml has them. */
  private static final List<String> LEFT_OUT =
      List.of(
          "kubernetes-server-mock",
          "mockwebserver",
          "kube-api-test",
          "bcpkix",
          "bcprov",
          "bcutil",
          "commons-");

  private ImageSize() {}

  static double mebibytes() throws IOException {
    long bytes = Files.size(Path.of("target/deskwright.jar"));
    try (Stream<Path> jars = Files.list(Path.of("target/lib"))) {
      for (Path jar : jars.filter(ImageSize::isInImage).toList()) {
        bytes += Files.size(jar);
      }
    }
    return bytes / (double) (1 << 20);
  }

  private static boolean isInImage(Path jar) {
    return LEFT_OUT.stream().noneMatch(jar.getFileName().toString()::startsWith);
  }
}
