package dev.deskwright.demo.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubeapitest.Utils;
import io.fabric8.kubeapitest.binary.OSInfo;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinaryFinderTest {

  private static final String PLATFORM = Utils.platformSuffix(new OSInfo());

  @TempDir Path root;

  @Test
  void findsNothingWhereThereIsNothing() throws IOException {
    Path incomplete = folder("incomplete", List.of("etcd", "kubectl"));
    assertThat(
            LocalApiServer.findBinaries(
                Map.of(
                    "HOME", root.toString(),
                    "KUBEBUILDER_ASSETS", "",
                    "PATH", incomplete.toString())))
        .isEmpty();
  }

  @Test
  void whatTheUserNamesComesFirst() throws IOException {
    Path named = folder("named");
    Path kept = folder("k8s/1.34.0" + PLATFORM);
    Path onPath = folder("bin");
    String path = root + File.pathSeparator + onPath;

    assertThat(find(Map.of("PATH", path))).isEqualTo(onPath);
    assertThat(find(Map.of("PATH", path, "KUBE_API_TEST_DIR", root.toString()))).isEqualTo(kept);
    assertThat(
            find(
                Map.of(
                    "PATH", path,
                    "KUBE_API_TEST_DIR", root.toString(),
                    "KUBEBUILDER_ASSETS", named.toString())))
        .isEqualTo(named);
  }

  @Test
  void takesTheNewestOfThoseThatWereDownloaded() throws IOException {
    folder(".kubeapitest/k8s/1.9.9" + PLATFORM);
    Path newest = folder(".kubeapitest/k8s/1.34.1" + PLATFORM);
    folder(".kubeapitest/k8s/1.34.0" + PLATFORM);
    folder(".kubeapitest/k8s/1.35.0-plan9-pdp11");
    folder(".kubeapitest/k8s/1.36.0" + PLATFORM, List.of("etcd"));
    assertThat(find(Map.of())).isEqualTo(newest);
  }

  private Path find(Map<String, String> env) {
    Map<String, String> all = new HashMap<>(Map.of("HOME", root.toString()));
    all.putAll(env);
    return LocalApiServer.findBinaries(all).orElseThrow();
  }

  private Path folder(String name) throws IOException {
    return folder(name, BinaryFinder.NAMES);
  }

  private Path folder(String name, List<String> binaries) throws IOException {
    Path folder = Files.createDirectories(root.resolve(name));
    for (String binary : binaries) {
      Files.createFile(folder.resolve(binary));
      assertThat(folder.resolve(binary).toFile().setExecutable(true)).isTrue();
    }
    return folder;
  }
}
