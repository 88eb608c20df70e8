package dev.deskwright.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import org.junit.jupiter.api.Test;

class SharedTextsTest {

  private static final String TEXT =
      "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"one\"},"
          + " \"data\": {\"a\": \"same\", \"b\": \"same\", \"none\": null}}";

  @Test
  void equalTextsAreOneObject() {
    var serialization = SharedTexts.serialization();
    ConfigMap one = serialization.unmarshal(TEXT, ConfigMap.class);
    ConfigMap other = serialization.unmarshal(TEXT, ConfigMap.class);
    assertThat(one).isEqualTo(other);
    assertThat(one.getData().get("a")).isSameAs(one.getData().get("b"));
    assertThat(one.getMetadata().getName()).isSameAs(other.getMetadata().getName());
    assertThat(one.getData()).containsEntry("none", null);
  }

  @Test
  void whoManagesWhichFieldIsPassedOver() {
    String managed =
        TEXT.replace(
            "\"name\": \"one\"",
            "\"managedFields\": [{\"manager\": \"kubectl\", \"fieldsV1\": {\"f:data\": {}}}],"
                + " \"name\": \"one\"");
    ConfigMap read = SharedTexts.serialization().unmarshal(managed, ConfigMap.class);
    assertThat(read).isEqualTo(SharedTexts.serialization().unmarshal(TEXT, ConfigMap.class));
  }
}
