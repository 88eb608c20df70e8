package dev.deskwright.bench.cluster;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.fixture.People;
import dev.deskwright.kernel.Labels;
import dev.deskwright.kernel.MergePatch;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * A namespace with a Bundle, a Directory and as many users as are asked for. Their LDAP server is
 * in the memory of this process.
 */
public final class Office implements AutoCloseable {

  private static final String BUNDLE =
      """
      apiVersion: deskwright.dev/v1alpha1
      kind: Bundle
      metadata: {name: standard}
      spec:
        image: deskwright/desktop:0.1.0
        compute: {type: Value}
        protocol: {name: WebSocket, port: 6901, path: /websockify}
        rootPaths: [/usr, /etc, /var, /opt, /root, /srv]
      """;

  private static final String WORKSPACE =
      """
      apiVersion: deskwright.dev/v1alpha1
      kind: WorkSpace
      metadata: {name: %1$s, namespace: %2$s}
      spec:
        userName: %1$s
        directoryRef: {name: corp}
        bundleRef: {name: standard}
        runningMode: {mode: Manual}
      """;

  private final People users;
  private final KubernetesClient client;
  private final String namespace;

  private Office(People users, KubernetesClient client) {
    this.users = users;
    this.client = client;
    this.namespace = client.getNamespace();
  }

  /** Opens one with no desktops. */
  public static Office open(BenchCluster cluster) throws IOException {
    var office = new Office(new People(), cluster.client(cluster.newNamespace()));
    office.furnish();
    return office;
  }

  private void furnish() {
    users.access(client, namespace);
    client.resource(BUNDLE).create();
    client.resource(users.directory()).create();
  }

  /** Waits until the operator has made what all desktops of the Directory share. */
  public void awaitOpen() {
    Awaitility.await("the Directory is Ready")
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              var status = client.resources(Directory.class).withName("corp").get().getStatus();
              return status != null
                  && status.conditions() != null
                  && !status.conditions().isEmpty()
                  && status.conditions().get(0).status().isTrue();
            });
  }

  /** The names of desktops, from one number to before another. */
  public static List<String> names(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "user-" + i).toList();
  }

  /** Makes the users who will have desktops. */
  public void addUsers(List<String> names) {
    names.forEach(users::add);
  }

  /** Asks for a desktop. */
  public void request(String name) {
    client.resource(WORKSPACE.formatted(name, namespace)).create();
  }

  /** Asks for an operation on it. */
  public void ask(String name, String operation, String value) {
    client
        .resources(WorkSpace.class)
        .withName(name)
        .patch(
            MergePatch.CONTEXT,
            "{\"metadata\": {\"annotations\": {\"%s\": \"%s\"}}}"
                .formatted(Labels.operation(operation), value));
  }

  /** Sets an annotation that means nothing to the operator. */
  public void touch(String name) {
    client
        .resources(WorkSpace.class)
        .withName(name)
        .patch(
            MergePatch.CONTEXT,
            "{\"metadata\": {\"annotations\": {\"example.com/touched\": \"yes\"}}}");
  }

  /** Deletes a desktop. */
  public void delete(String name) {
    client.resources(WorkSpace.class).withName(name).delete();
  }

  public KubernetesClient client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
    users.close();
  }
}
