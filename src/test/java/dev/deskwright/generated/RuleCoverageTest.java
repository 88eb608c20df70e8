package dev.deskwright.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.fixture.AdmissionTable;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every rule of a Directory is broken by a line of the table, which says the whole message. */
class RuleCoverageTest {

  @Test
  void everyMessageOfADirectoryIsInTheTable() throws IOException {
    AdmissionTable table = AdmissionTable.read("directory.yaml");
    List<String> said =
        Stream.of("invalid", "updates")
            .flatMap(section -> table.lines(section).stream())
            .flatMap(line -> line.says().stream())
            .toList();
    Set<String> messages = new LinkedHashSet<>();
    var version = CrdFiles.definitions().get("Directory").getSpec().getVersions().get(0);
    walk(
        version.getSchema().getOpenAPIV3Schema(),
        rule -> messages.addAll(SchemaTable.messages(rule)));

    assertThat(messages).hasSizeGreaterThan(50);
    assertThat(messages).filteredOn(message -> said.stream().noneMatch(like(message))).isEmpty();
  }

  /** A message with … for each value, as a pattern. */
  private static Predicate<String> like(String message) {
    return Pattern.compile(
            Stream.of(message.split("…", -1))
                .map(Pattern::quote)
                .reduce((before, after) -> before + ".*" + after)
                .orElseThrow())
        .asMatchPredicate();
  }

  private static void walk(JSONSchemaProps schema, Consumer<ValidationRule> take) {
    if (schema.getXKubernetesValidations() != null) {
      schema.getXKubernetesValidations().forEach(take);
    }
    if (schema.getProperties() != null) {
      schema.getProperties().values().forEach(field -> walk(field, take));
    }
    if (schema.getItems() != null) {
      walk(schema.getItems().getSchema(), take);
    }
  }
}
