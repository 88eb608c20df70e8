package dev.deskwright.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Path;

/** WorkSpaces as a later version may have them: with more fields, and more words in the status. */
final class LaterKinds implements AutoCloseable {

  private static final String NAME = "workspaces.deskwright.dev";
  private static final String SCHEMA = "/spec/versions/0/schema/openAPIV3Schema";

  private final KubernetesClient client;

  private LaterKinds(KubernetesClient client) {
    this.client = client;
  }

  /** Has them until it is closed, when this version's are back. */
  static LaterKinds install(KubernetesClient client) throws IOException {
    var kinds = new LaterKinds(client);
    JsonNode schema = schema();
    for (String part : new String[] {"spec", "status"}) {
      ((ObjectNode) schema.at("/properties/" + part))
          .put("x-kubernetes-preserve-unknown-fields", true);
    }
    forgetWords(schema.at("/properties/status"));
    kinds.put(schema);
    return kinds;
  }

  private static JsonNode schema() throws IOException {
    return new YAMLMapper().readTree(Path.of("crds", NAME + ".yaml").toFile()).at(SCHEMA);
  }

  private static void forgetWords(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      object.remove("enum");
    }
    schema.forEach(LaterKinds::forgetWords);
  }

  private void put(JsonNode schema) {
    client
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName(NAME)
        .patch(
            PatchContext.of(PatchType.JSON),
            "[{\"op\": \"replace\", \"path\": \"%s\", \"value\": %s}]".formatted(SCHEMA, schema));
  }

  @Override
  public void close() throws IOException {
    put(schema());
  }
}
