package dev.deskwright.gateway.browser;

import static org.awaitility.Awaitility.await;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.gateway.TestCluster;
import dev.deskwright.gateway.TestGateway;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.kernel.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * A cluster and a browser. Each test has a gateway of its own, so that none is locked out by
 * another.
 */
final class Scene implements AutoCloseable {

  private final TestCluster cluster;
  private final Chromium chromium;

  private Scene(TestCluster cluster, Chromium chromium) {
    this.cluster = cluster;
    this.chromium = chromium;
  }

  static Scene set() {
    Chromium chromium = Chromium.start();
    try {
      TestCluster cluster = TestCluster.start();
      try (var objects = Scene.class.getResourceAsStream("objects.yaml")) {
        cluster
            .client()
            .load(objects)
            .items()
            .forEach(each -> cluster.client().resource(each).create());
      }
      cluster.awaitState("erin-windows", WorkSpaceState.AVAILABLE);
      return new Scene(cluster, chromium);
    } catch (IOException e) {
      chromium.close();
      throw new UncheckedIOException(e);
    }
  }

  TestCluster cluster() {
    return cluster;
  }

  TestGateway gateway() {
    try {
      return TestGateway.start(cluster, Defences.ALL);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Somebody comes to the page at this host name. */
  Visit visit(TestGateway gateway, String host, Device device) {
    return new Visit(chromium.browser(), gateway.url(host), device);
  }

  /** At a desk, in light colours. */
  Visit visit(TestGateway gateway, String host) {
    return visit(gateway, host, Device.DESK);
  }

  /** Somebody comes to the page at this address. */
  Visit visit(String url) {
    return new Visit(chromium.browser(), url, Device.DESK);
  }

  /** What users of a Directory enter where the host name says nothing. */
  String registrationCode(String directory) {
    return Ids.registrationCode(
        cluster
            .client()
            .resources(Directory.class)
            .inNamespace(TestCluster.NAMESPACE)
            .withName(directory)
            .get()
            .getMetadata()
            .getUid());
  }

  /** Waits until the terminal of a desktop has this text. */
  void awaitText(String workspace, String text) {
    await(text).atMost(Duration.ofSeconds(20)).until(() -> textOf(workspace).contains(text));
  }

  String textOf(String workspace) {
    return cluster.desktops().text(cluster.id(workspace)).orElse("");
  }

  @Override
  public void close() {
    chromium.close();
    cluster.close();
  }
}
