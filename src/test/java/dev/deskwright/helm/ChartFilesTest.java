package dev.deskwright.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deskwright.config.GatewaySetting;
import dev.deskwright.config.Setting;
import dev.deskwright.config.SettingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The chart's files agree with each other and with the code; none of this needs helm. */
class ChartFilesTest {

  private static final String ANEW = "run ./mvnw test -Dtest=ChartFilesTest -Dgenerate";

  /** Settings that the chart derives from other values. */
  private static final EnumSet<Setting> DERIVED =
      EnumSet.of(
          Setting.NAMESPACES,
          Setting.LEADER_ELECTION,
          Setting.LEADER_ELECTION_NAMESPACE,
          Setting.LEADER_ELECTION_LEASE,
          Setting.COMPUTE_TYPES,
          Setting.GATEWAY_CERTIFICATE,
          Setting.WORKSPACE_METRICS,
          Setting.METRICS_TAGS);

  private static final EnumSet<GatewaySetting> DERIVED_OF_GATEWAY =
      EnumSet.of(
          GatewaySetting.HOST_NAMES,
          GatewaySetting.DESKTOP_DOMAIN,
          GatewaySetting.NAMESPACES,
          GatewaySetting.TLS_FOLDER,
          GatewaySetting.IDENTITY_FOLDER,
          GatewaySetting.TRUSTED_PROXIES,
          GatewaySetting.WORKSPACE_METRICS);

  @TestFactory
  Stream<DynamicTest> everyGeneratedFileIsCurrent() throws IOException {
    Map<Path, String> files = new TreeMap<>();
    files.put(Path.of("docs", "reference", "helm.md"), Chart.page());
    for (String name : names(Path.of("crds"))) {
      files.put(
          Chart.FOLDER.resolve("files/crds/" + name), Files.readString(Path.of("crds", name)));
    }
    return files.entrySet().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getKey().toString(), () -> check(file.getKey(), file.getValue())));
  }

  private static void check(Path file, String expected) throws IOException {
    if (System.getProperty("generate") != null) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
    }
    assertThat(file).as(ANEW).exists();
    assertThat(Files.readString(file)).as("%s is out of date: %s", file, ANEW).isEqualTo(expected);
  }

  @Test
  void theChartHasNoOtherCrds() throws IOException {
    assertThat(names(Chart.FOLDER.resolve("files/crds"))).isEqualTo(names(Path.of("crds")));
  }

  @Test
  void theChartIsOfTheProjectsVersion() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    String chart = Files.readString(Chart.FOLDER.resolve("Chart.yaml"));
    var version =
        Pattern.compile("<artifactId>deskwright</artifactId>\\s*<version>([^<]+)<").matcher(pom);
    assertThat(version.find()).isTrue();
    assertThat(chart)
        .contains(
            "\nversion: " + version.group(1) + "\n", "\nappVersion: " + version.group(1) + "\n");
  }

  @Test
  void commentsInValuesAndDescriptionsInSchemaSayTheSame() throws IOException {
    var described = Chart.described();
    var comments = Chart.comments();
    assertThat(comments).isNotEmpty();
    comments.forEach(
        (path, comment) -> {
          assertThat(described).as("values.schema.json").containsKey(path);
          assertThat(described.get(path).description()).as(path).isEqualTo(comment);
        });
  }

  @Test
  void everyValueHasADescription() {
    assertThat(leaves("", Chart.values())).isSubsetOf(Chart.described().keySet());
  }

  private static List<String> leaves(String prefix, JsonNode node) {
    List<String> leaves = new ArrayList<>();
    node.properties()
        .forEach(
            value -> {
              if (value.getValue().isObject() && !value.getValue().isEmpty()) {
                leaves.addAll(leaves(prefix + value.getKey() + ".", value.getValue()));
              } else {
                leaves.add(prefix + value.getKey());
              }
            });
    return leaves;
  }

  @Test
  void theSchemaRefusesUnknownKeysAtEveryLevel() {
    List<JsonNode> objects = new ArrayList<>();
    collectObjects(Chart.schema(), objects);
    assertThat(objects)
        .hasSizeGreaterThan(20)
        .allSatisfy(
            object ->
                assertThat(object.path("additionalProperties").toString())
                    .as("additionalProperties of %s", object)
                    .isEqualTo("false"));
  }

  private static void collectObjects(JsonNode schema, List<JsonNode> to) {
    if (schema.path("properties").isObject()) {
      to.add(schema);
    }
    schema.forEach(child -> collectObjects(child, to));
  }

  @Test
  void everySettingOfTheOperatorIsAValue() {
    assertValues("/properties/config/properties", EnumSet.complementOf(DERIVED));
  }

  @Test
  void everySettingOfTheGatewayIsAValue() {
    assertValues(
        "/properties/gateway/properties/config/properties",
        EnumSet.complementOf(DERIVED_OF_GATEWAY));
  }

  private static void assertValues(String path, Set<? extends SettingKey> settings) {
    JsonNode config = Chart.schema().at(path);
    List<String> names = new ArrayList<>();
    for (SettingKey setting : settings) {
      String name = camelCase(setting);
      names.add(name);
      JsonNode value = config.path(name);
      assertThat(value.path("description").asText()).as(name).isEqualTo(setting.description());
      assertThat(value.path("default").asText()).as(name).isEqualTo(setting.defaultValue());
    }
    assertThat(config.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(names);
  }

  private static String camelCase(SettingKey setting) {
    var words = Arrays.asList(setting.name().toLowerCase(Locale.ROOT).split("_", -1));
    var name = new StringBuilder(words.get(0));
    words.stream()
        .skip(1)
        .forEach(
            word ->
                name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length()));
    return name.toString();
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
