package dev.deskwright.workspace;

import static dev.deskwright.workspace.InMemoryCluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.kernel.Labels;
import dev.deskwright.kernel.MergePatch;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.dsl.ServiceResource;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Service by which a Directory's desktops have DNS names, where they are wanted. */
class DesktopNamesTest {

  private final InMemoryCluster cluster = new InMemoryCluster();

  @AfterEach
  void stop() {
    cluster.close();
  }

  private ServiceResource<Service> service() {
    return cluster.client().services().inNamespace("team").withName("corp-desktops");
  }

  private void want(String desktopNames) {
    cluster
        .directory()
        .patch(MergePatch.CONTEXT, "{\"spec\": {\"desktopNames\": %s}}".formatted(desktopNames));
  }

  private String told() {
    return cluster.directory().get().getStatus().serviceName();
  }

  @Test
  void namesComeAndGoAndRestartNothing() {
    cluster.createAll();
    cluster.runUntilAvailable("desk");
    cluster.settle();
    assertThat(service().get()).isNull();
    assertThat(told()).isNull();
    String pod = cluster.podUid("desk");

    want("\"Published\"");
    eventually().untilAsserted(() -> assertThat(told()).isEqualTo("corp-desktops"));
    assertThat(service().get().getSpec().getClusterIP()).isEqualTo("None");

    want("null");
    eventually().untilAsserted(() -> assertThat(told()).isNull());
    assertThat(service().get()).isNull();
    cluster.settle();
    assertThat(cluster.podUid("desk")).isEqualTo(pod);
  }

  @Test
  void aServiceThatSomebodyChangedOrDeletedIsMended() {
    cluster.createAll();
    want("\"Published\"");
    eventually().until(() -> service().get() != null);
    service()
        .edit(
            service -> {
              service.getSpec().setSelector(new TreeMap<>(Map.of("app", "evil")));
              return service;
            });
    eventually()
        .until(
            () -> service().get().getSpec().getSelector(),
            selector -> "corp".equals(selector.get(Labels.DIRECTORY)));
    service().delete();
    eventually().until(() -> service().get() != null);
  }

  @Test
  void aServiceOfSomebodyElseStays() {
    cluster
        .client()
        .resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withName("corp-desktops")
                .withNamespace("team")
                .addToLabels(Labels.managed("directory"))
                .endMetadata()
                .withNewSpec()
                .withClusterIP("None")
                .endSpec()
                .build())
        .create();
    cluster.createAll();
    cluster.runUntilAvailable("desk");
    cluster.settle();
    assertThat(service().get()).isNotNull();
    want("\"Published\"");
    eventually()
        .untilAsserted(
            () ->
                assertThat(cluster.directory().get().getStatus().conditions().toString())
                    .contains("NameTaken"));
  }
}
