package dev.deskwright.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.fixture.Samples;
import dev.deskwright.fixture.WithApiServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a real API server: what it makes of metadata in a patch of a status is the point. */
@WithApiServer
class StatusPatchTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OTHER = "00000000-0000-0000-0000-000000000000";

  private final KubernetesClient client;
  private Resource<WorkSpace> alice;

  StatusPatchTest(KubernetesClient client) {
    this.client = client;
  }

  @BeforeEach
  void create() throws Exception {
    var sample = client.resource(Samples.workspace("alice"));
    sample.delete();
    sample.create();
    alice = client.resources(WorkSpace.class).withName("alice");
    write(own().merge(status("{}"), status("{'state': 'PENDING', 'computerName': 'a'}")));
  }

  private StatusPatch own() {
    return StatusPatch.of(alice.get().getMetadata().getUid());
  }

  private void write(StatusPatch patch) {
    alice.subresource("status").patch(StatusPatch.CONTEXT, patch.toString());
  }

  private static ObjectNode status(String json) throws Exception {
    return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
  }

  private JsonNode status() {
    return client
        .getKubernetesSerialization()
        .convertValue(alice.get(), JsonNode.class)
        .get("status");
  }

  @Test
  void statusOfALaterObjectOfTheSameNameIsLeftAlone() {
    var former = StatusPatch.of(OTHER).set("computerName", TextNode.valueOf("b"));

    var refused =
        Assertions.catchThrowableOfType(KubernetesClientException.class, () -> write(former));

    assertThat(StatusPatch.isOfAnother(refused)).isTrue();
    assertThat(status().get("computerName").asText()).isEqualTo("a");
  }

  @Test
  void statusThatBreaksTheSchemaIsNotTakenForThat() {
    var wrong = own().set("state", TextNode.valueOf("ASLEEP"));

    var refused =
        Assertions.catchThrowableOfType(KubernetesClientException.class, () -> write(wrong));

    assertThat(refused.getCode()).isEqualTo(422);
    assertThat(StatusPatch.isOfAnother(refused)).isFalse();
  }

  @Test
  void lockedPatchOfAnEarlierVersionIsAConflict() throws Exception {
    String earlier = alice.get().getMetadata().getResourceVersion();
    write(own().set("computerName", TextNode.valueOf("b")));
    var late = own().locked(earlier).set("computerName", TextNode.valueOf("c"));

    var refused =
        Assertions.catchThrowableOfType(KubernetesClientException.class, () -> write(late));

    assertThat(refused.getCode()).isEqualTo(409);
    assertThat(status().get("computerName").asText()).isEqualTo("b");
  }

  @Test
  void lockedPatchOfTheLatestVersionIsWritten() {
    write(
        own()
            .locked(alice.get().getMetadata().getResourceVersion())
            .set("computerName", TextNode.valueOf("b")));

    assertThat(status().get("computerName").asText()).isEqualTo("b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'computerName': null}                         | {'state': 'PENDING'}
          {'state': 'AVAILABLE'}                         | {'state': 'AVAILABLE', 'computerName': 'a'}
          {'runningMode': {'mode': 'AlwaysOn'}}          | {'state': 'PENDING', 'computerName': 'a', 'runningMode': {'mode': 'AlwaysOn'}}
          {'snapshots': {'count': 2}, 'state': 'STOPPED'} | {'state': 'STOPPED', 'computerName': 'a', 'snapshots': {'count': 2}}
          """)
  void changesWhatAMergePatchWould(String mergePatch, String after) throws Exception {
    ObjectNode before = status("{'state': 'PENDING', 'computerName': 'a'}");

    write(own().merge(before, status(mergePatch)));

    assertThat(status()).isEqualTo(MergePatch.apply(before, status(mergePatch)));
    assertThat(status()).isEqualTo(status(after));
  }

  @Test
  void whatIsInAnObjectIsChangedByItself() throws Exception {
    ObjectNode before = status("{'state': 'PENDING', 'computerName': 'a'}");
    write(own().merge(before, status("{'snapshots': {'count': 2}}")));
    before.set("snapshots", status("{'count': 2}"));

    var patch = own().merge(before, status("{'snapshots': {'count': 3}}"));

    assertThat(patch.toString()).contains("/status/snapshots/count");
    write(patch);
    assertThat(status().at("/snapshots/count").asInt()).isEqualTo(3);
  }
}
