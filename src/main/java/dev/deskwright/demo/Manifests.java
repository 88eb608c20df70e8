package dev.deskwright.demo;

import dev.deskwright.api.v1alpha1.WorkSpace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The objects in one YAML file, or in those of one folder, its subfolders left out. */
record Manifests(Path source, List<HasMetadata> objects) {

  private static final KubernetesSerialization JSON = new KubernetesSerialization();

  /** Reads them in the order of the files' names. */
  static Manifests read(Path source, KubernetesClient client) {
    try (Stream<Path> files = Files.walk(source, 1)) {
      List<HasMetadata> objects = new ArrayList<>();
      for (Path file : files.filter(Manifests::isYaml).sorted().toList()) {
        try (InputStream text = Files.newInputStream(file)) {
          objects.addAll(client.load(text).items());
        }
      }
      return new Manifests(source, List.copyOf(objects));
    } catch (IOException e) {
      throw new UncheckedIOException(source + " cannot be read", e);
    }
  }

  private static boolean isYaml(Path file) {
    return Files.isRegularFile(file) && file.toString().endsWith(".yaml");
  }

  /** The file or folder as a person would write it: from the project's folder, if it is there. */
  static String shown(Path source) {
    Path absolute = source.toAbsolutePath().normalize();
    Path project = projectFolder().toAbsolutePath().normalize();
    Path shown = absolute.startsWith(project) ? project.relativize(absolute) : absolute;
    return Files.isDirectory(source) ? shown + "/" : shown.toString();
  }

  /** What there is, for example {@code 2 Bundle, 1 Directory, 5 WorkSpace}. */
  String summary() {
    Map<String, Long> counts =
        objects.stream()
            .collect(
                Collectors.groupingBy(HasMetadata::getKind, TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey())
        .collect(Collectors.joining(", "));
  }

  /** The WorkSpaces there are. */
  Stream<WorkSpace> workSpaces() {
    return objects.stream()
        .filter(object -> object.getKind().equals(HasMetadata.getKind(WorkSpace.class)))
        .map(object -> JSON.convertValue(object, WorkSpace.class));
  }

  /** The names of all objects of a kind. */
  List<String> names(Class<? extends HasMetadata> kind) {
    return objects.stream()
        .filter(object -> object.getKind().equals(HasMetadata.getKind(kind)))
        .map(object -> object.getMetadata().getName())
        .sorted()
        .toList();
  }

  /** The project's folder: the launcher says where it is; else it is where target/ is. */
  static Path projectFolder() {
    String told = System.getProperty("deskwright.home");
    if (told != null) {
      return Path.of(told);
    }
    try {
      var code = Manifests.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(code).getParent().getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Where the program is cannot be told", e);
    }
  }
}
