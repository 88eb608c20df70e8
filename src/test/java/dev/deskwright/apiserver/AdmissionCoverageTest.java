package dev.deskwright.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.fixture.AdmissionTable;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A field that nobody has tried to get wrong is a field whose message nobody has read. */
class AdmissionCoverageTest {

  @ParameterizedTest
  @CsvSource({"directory.yaml,directories", "bundle.yaml,bundles", "workspace.yaml,workspaces"})
  void everyFieldIsWrongInSomeCase(String table, String plural) throws IOException {
    String crd = Files.readString(Path.of("crds", plural + ".deskwright.dev.yaml"));
    var version =
        Serialization.unmarshal(crd, CustomResourceDefinition.class).getSpec().getVersions().get(0);
    Set<String> fields = new TreeSet<>();
    JSONSchemaProps spec = version.getSchema().getOpenAPIV3Schema().getProperties().get("spec");
    collect("spec", spec, fields);

    assertThat(AdmissionTable.read(table).refusedFields()).containsAll(fields);
  }

  private static void collect(String path, JSONSchemaProps schema, Set<String> fields) {
    fields.add(path);
    if (schema.getProperties() != null) {
      schema.getProperties().forEach((name, field) -> collect(path + "." + name, field, fields));
    }
    if (schema.getItems() != null) {
      collect(path, schema.getItems().getSchema(), fields);
    }
  }
}
