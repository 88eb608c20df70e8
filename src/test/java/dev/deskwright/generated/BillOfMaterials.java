package dev.deskwright.generated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The components of {@code target/bom.json}, which the build makes before the tests. */
record BillOfMaterials(List<Component> components) {

  static final Path FILE = Path.of("target/bom.json");

  /**
   * A library.
   *
   * @param demoOnly whether the image leaves it out
   */
  record Component(
      String group, String name, String version, List<String> licences, boolean demoOnly) {

    String file() {
      return name + "-" + version + ".jar";
    }
  }

  static BillOfMaterials read() {
    try {
      JsonNode bom = new ObjectMapper().readTree(FILE.toFile());
      return new BillOfMaterials(
          each(bom.get("components"))
              .map(BillOfMaterials::component)
              .sorted(Comparator.comparing(Component::group).thenComparing(Component::name))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<JsonNode> each(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private static Component component(JsonNode node) {
    return new Component(
        node.get("group").textValue(),
        node.get("name").textValue(),
        node.get("version").textValue(),
        each(node.path("licenses")).map(BillOfMaterials::licence).toList(),
        "optional".equals(node.path("scope").textValue()));
  }

  private static String licence(JsonNode node) {
    JsonNode licence = node.path("license");
    return licence.path("id").asText(licence.path("name").asText(node.path("expression").asText()));
  }
}
