package dev.deskwright.generated;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The text of the files in {@code crds/}, generated from the API types. */
final class CrdFiles {

  private static final List<Class<? extends CustomResource<?, ?>>> KINDS =
      List.of(Directory.class, Bundle.class, WorkSpace.class);

  /** Lists that are keyed by one of their fields, by the name of the list. */
  private static final Map<String, String> KEYED_LISTS =
      Map.of("conditions", "type", "env", "name", "imagePullSecrets", "name");

  private CrdFiles() {}

  /** One file's text by its name, for example {@code workspaces.deskwright.dev.yaml}. */
  static Map<String, String> all() {
    Map<String, String> files = new TreeMap<>();
    for (var crd : definitions().values()) {
      files.put(crd.getMetadata().getName() + ".yaml", Serialization.asYaml(crd));
    }
    return files;
  }

  /** The definitions by the simple name of their class. */
  static Map<String, CustomResourceDefinition> definitions() {
    Map<String, CustomResourceDefinition> definitions = new TreeMap<>();
    for (var kind : KINDS) {
      CRDPostProcessor collect =
          new CRDPostProcessor() {
            @Override
            public HasMetadata process(HasMetadata crd, String version) {
              definitions.put(kind.getSimpleName(), finish((CustomResourceDefinition) crd, kind));
              return crd;
            }
          };
      new CRDGenerator()
          .customResourceClasses(List.of(kind))
          .withPostProcessor(collect)
          .withOutput(new DiscardedOutput())
          .generate();
    }
    return definitions;
  }

  /** Adds what the generator has no annotation for. */
  private static CustomResourceDefinition finish(
      CustomResourceDefinition crd, Class<? extends CustomResource<?, ?>> kind) {
    crd.getMetadata().setAnnotations(null);
    crd.getMetadata().setLabels(Map.of("app.kubernetes.io/name", "deskwright"));
    crd.getSpec().getNames().setCategories(List.of("deskwright"));
    var version = crd.getSpec().getVersions().get(0);
    version.setAdditionalPrinterColumns(columns(kind));
    var root = version.getSchema().getOpenAPIV3Schema();
    root.setRequired(List.of("spec"));
    describe(root, kind);
    var types = ((ParameterizedType) kind.getGenericSuperclass()).getActualTypeArguments();
    describe(root.getProperties().get("spec"), (Class<?>) types[0]);
    describe(root.getProperties().get("status"), (Class<?>) types[1]);
    finish(root);
    return crd;
  }

  private static void describe(JSONSchemaProps schema, Class<?> type) {
    schema.setDescription(type.getAnnotation(JsonClassDescription.class).value());
  }

  /** The columns in the order of the annotations; the generator sorts them. */
  private static List<CustomResourceColumnDefinition> columns(Class<?> kind) {
    return Arrays.stream(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
        .map(
            column -> {
              var definition = new CustomResourceColumnDefinition();
              definition.setName(column.name());
              definition.setJsonPath(column.jsonPath());
              definition.setType(column.type().getValue());
              definition.setPriority(column.priority() == 0 ? null : column.priority());
              return definition;
            })
        .toList();
  }

  private static void finish(JSONSchemaProps schema) {
    // A record's component hands its annotations to a field and an accessor: each rule comes twice.
    if (schema.getXKubernetesValidations() != null) {
      schema.setXKubernetesValidations(
          new ArrayList<>(new LinkedHashSet<>(schema.getXKubernetesValidations())));
    }
    if (schema.getProperties() != null) {
      schema
          .getProperties()
          .forEach(
              (name, property) -> {
                if ("array".equals(property.getType())) {
                  finishList(name, property);
                }
                finish(property);
              });
    }
    if (schema.getItems() != null && schema.getItems().getSchema() != null) {
      finish(schema.getItems().getSchema());
    }
  }

  private static void finishList(String name, JSONSchemaProps list) {
    if (KEYED_LISTS.containsKey(name)) {
      list.setXKubernetesListType("map");
      list.setXKubernetesListMapKeys(List.of(KEYED_LISTS.get(name)));
    } else if ("string".equals(list.getItems().getSchema().getType())) {
      list.setXKubernetesListType("set");
    } else {
      list.setXKubernetesListType("atomic");
    }
  }
}
