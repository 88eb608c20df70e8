package dev.deskwright.generated;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What holds for every field of every kind, spec and status alike. */
class SchemaTest {

  @TestFactory
  Stream<DynamicTest> everyFieldHasBounds() {
    return forEachKind((name, schema) -> !isBounded(schema));
  }

  @TestFactory
  Stream<DynamicTest> everyFieldIsDescribed() {
    return forEachKind(
        (name, schema) ->
            !name.endsWith("[]")
                && (schema.getDescription() == null || schema.getDescription().isBlank()));
  }

  /** kubectl patches whole lists: with a default in one, every apply would be a change. */
  @TestFactory
  Stream<DynamicTest> noListHasDefaultsInIt() {
    return forEachKind((name, schema) -> name.contains("[]") && schema.getDefault() != null);
  }

  /** No reference reaches into another namespace. */
  @TestFactory
  Stream<DynamicTest> noFieldNamesANamespace() {
    return forEachKind((name, schema) -> name.toLowerCase(Locale.ROOT).contains("namespace"));
  }

  private static Stream<DynamicTest> forEachKind(BiPredicate<String, JSONSchemaProps> wrong) {
    return CrdFiles.definitions().entrySet().stream()
        .map(
            kind ->
                DynamicTest.dynamicTest(
                    kind.getKey(),
                    () -> {
                      var version = kind.getValue().getSpec().getVersions().get(0);
                      List<String> found = new ArrayList<>();
                      walk("", version.getSchema().getOpenAPIV3Schema(), wrong, found);
                      assertThat(found).isEmpty();
                    }));
  }

  private static void walk(
      String path,
      JSONSchemaProps schema,
      BiPredicate<String, JSONSchemaProps> wrong,
      List<String> found) {
    if (!path.isEmpty() && wrong.test(path, schema)) {
      found.add(path);
    }
    if (schema.getProperties() != null) {
      schema.getProperties().forEach((name, field) -> walk(path + "." + name, field, wrong, found));
    }
    if (schema.getItems() != null) {
      walk(path + "[]", schema.getItems().getSchema(), wrong, found);
    }
    if (schema.getAdditionalProperties() != null) {
      walk(path + "[]", schema.getAdditionalProperties().getSchema(), wrong, found);
    }
  }

  private static boolean isBounded(JSONSchemaProps schema) {
    return switch (schema.getType()) {
      case "string" -> schema.getMaxLength() != null || !isEmpty(schema.getEnum());
      case "integer", "number" -> schema.getMinimum() != null && schema.getMaximum() != null;
      case "array" -> schema.getMaxItems() != null;
      case "object" ->
          schema.getAdditionalProperties() == null
              ? !isEmpty(schema.getProperties())
              : schema.getMaxProperties() != null;
      case "boolean" -> true;
      default -> false;
    };
  }

  private static boolean isEmpty(List<?> list) {
    return list == null || list.isEmpty();
  }

  private static boolean isEmpty(Map<?, ?> map) {
    return map == null || map.isEmpty();
  }
}
