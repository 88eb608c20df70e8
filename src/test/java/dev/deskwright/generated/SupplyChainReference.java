package dev.deskwright.generated;

import static dev.deskwright.generated.Markdown.code;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.deskwright.generated.BillOfMaterials.Component;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The text of {@code docs/reference/supply-chain.md}. */
final class SupplyChainReference {

  /** What was looked up about the libraries of a group, at one version. */
  record Review(String group, String version, String date, String found) {

    boolean isAbout(Component component) {
      return component.group().equals(group) || component.group().startsWith(group + ".");
    }
  }

  private SupplyChainReference() {}

  static List<Review> reviews() {
    try (InputStream file =
        SupplyChainReference.class.getResourceAsStream("/supply-chain/reviews.yaml")) {
      return new ObjectMapper(new YAMLFactory()).readValue(file, new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(BillOfMaterials bom) {
    Map<String, List<Component>> groups =
        bom.components().stream()
            .collect(Collectors.groupingBy(Component::group, TreeMap::new, Collectors.toList()));
    long shipped = bom.components().stream().filter(c -> !c.demoOnly()).count();
    return new Markdown()
        .heading(1, "Supply chain")
        .paragraph(
            "The bill of materials is `target/bom.json`, in CycloneDX 1.6, which every build makes:"
                + " [how to check it, and what you were given](../tasks/verify-build.md). This page"
                + " is generated from it and from `src/test/resources/supply-chain/reviews.yaml`."
                + " What has no review of its own version says so.")
        .paragraph(
            "The operator's image has %d of the %d libraries; the others are for the demo."
                .formatted(shipped, bom.components().size()))
        .heading(2, "Java libraries")
        .table(
            List.of("Group", "Libraries", "Licences", "Known vulnerabilities looked for", "On"),
            groups.entrySet().stream().map(g -> row(g.getKey(), g.getValue())).toList())
        .paragraph(text("sources.md"))
        .toString();
  }

  private static String text(String name) {
    try (InputStream file =
        SupplyChainReference.class.getResourceAsStream("/supply-chain/" + name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8)
          .strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> row(String group, List<Component> members) {
    Optional<Review> review = reviews().stream().filter(r -> r.isAbout(members.get(0))).findFirst();
    boolean current =
        review.filter(r -> members.stream().anyMatch(m -> isOf(r, m.version()))).isPresent();
    return List.of(
        code(group),
        libraries(members),
        members.stream()
            .flatMap(m -> m.licences().stream())
            .distinct()
            .sorted()
            .collect(Collectors.joining(", ")),
        review.filter(r -> current).map(Review::found).orElse("**Not looked for yet**"),
        review.filter(r -> current).map(Review::date).orElse(""));
  }

  /** Jackson's annotations leave out the last number. */
  private static boolean isOf(Review review, String version) {
    return review.version().equals(version) || review.version().startsWith(version + ".");
  }

  private static String libraries(List<Component> members) {
    Map<String, List<String>> versions =
        members.stream()
            .collect(
                Collectors.groupingBy(
                    m -> m.version() + (m.demoOnly() ? ", demo only" : ""),
                    TreeMap::new,
                    Collectors.mapping(Component::name, Collectors.toList())));
    return versions.entrySet().stream()
        .map(v -> "%s (%s)".formatted(String.join(", ", v.getValue()), v.getKey()))
        .collect(Collectors.joining("; "));
  }
}
