package dev.deskwright.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deskwright.fixture.AdmissionTable;
import dev.deskwright.fixture.AdmissionTable.Case;
import dev.deskwright.fixture.WithApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What the schema refuses, with which words, and what it must not refuse: the tables in {@code
 * src/test/resources/admission/}.
 */
@WithApiServer
class AdmissionTest {

  private final KubernetesClient client;

  AdmissionTest(KubernetesClient client) {
    this.client = client;
  }

  @TestFactory
  Stream<DynamicNode> directories() throws IOException {
    return tests("directory.yaml");
  }

  @TestFactory
  Stream<DynamicNode> bundles() throws IOException {
    return tests("bundle.yaml");
  }

  @TestFactory
  Stream<DynamicNode> workspaces() throws IOException {
    return tests("workspace.yaml");
  }

  private Stream<DynamicNode> tests(String file) throws IOException {
    return AdmissionTable.read(file).cases().stream()
        .map(line -> DynamicTest.dynamicTest(line.title(), () -> check(line)));
  }

  private void check(Case line) {
    if (line.says().isEmpty()) {
      send(line);
      return;
    }
    var refusal = catchThrowableOfType(KubernetesClientException.class, () -> send(line));
    assertThat(refusal).as("refused").isNotNull();
    assertThat(refusal.getStatus().getMessage()).contains(line.says());
  }

  /** Strictly, so that an unknown field is an error; dry, except for what is there before. */
  private void send(Case line) {
    if (line.before() == null) {
      resource(line.after()).dryRun().fieldValidation(Validation.STRICT).create();
      return;
    }
    Resource<GenericKubernetesResource> before = resource(line.before());
    before.create();
    try {
      var after = resource(line.after()).dryRun().fieldValidation(Validation.STRICT);
      if (line.ofStatus()) {
        after.updateStatus();
      } else {
        after.update();
      }
    } finally {
      before.delete();
    }
  }

  private Resource<GenericKubernetesResource> resource(JsonNode manifest) {
    return client.resource(
        Serialization.unmarshal(manifest.toString(), GenericKubernetesResource.class));
  }
}
