package dev.deskwright.helm;

import static org.awaitility.Awaitility.await;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.demo.InMemoryLdapDirectory;
import dev.deskwright.demo.InMemoryLdapDirectory.NewUser;
import dev.deskwright.directory.LdapDirectories;
import dev.deskwright.fixture.PlayedDirectories;
import dev.deskwright.ldap.LdapObserver;
import dev.deskwright.users.UserDirectories;
import dev.deskwright.users.UserDirectory;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Makes an operator read what a Directory names, and make WorkSpaces for a group. The Directory
 * named ldap is asked by LDAP; all others are played.
 */
final class DirectoryExercise implements UserDirectories, AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String NAME = "ldap";

  private static final String DIRECTORY =
      """
      apiVersion: deskwright.dev/v1alpha1
      kind: Directory
      metadata: {name: ldap}
      spec:
        type: ADConnector
        domainName: ldap.example.com
        connection:
          servers: [{host: 127.0.0.1, port: %d}]
          bindSecretRef: {name: bind}
          caCertificates: {name: authorities, key: ca.crt}
          baseDn: "%s"
          preset: OpenLDAP
        provisionGroups:
          - {group: design, bundleRef: {name: standard}}
      """;

  private static final String NAMESAKE =
      """
      apiVersion: deskwright.dev/v1alpha1
      kind: WorkSpace
      metadata: {name: wendy}
      spec: {userName: somebody-else, directoryRef: {name: corp}, bundleRef: {name: standard}}
      """;

  private final InMemoryLdapDirectory server;
  private final PlayedDirectories played = new PlayedDirectories();
  private final LdapDirectories ldap;

  DirectoryExercise(KubernetesClient operator, Clock clock) throws IOException {
    server = InMemoryLdapDirectory.start();
    for (String name : List.of("victor", "wendy")) {
      server.addUser(new NewUser(name, "not used", name, false));
    }
    server.addGroup("design", List.of("victor", "wendy"), List.of());
    ldap = new LdapDirectories(operator, clock, LdapObserver.NONE);
  }

  void on(KubernetesClient client) {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("bind")
                .endMetadata()
                .withStringData(
                    Map.of(
                        "username", server.settings().bindName(),
                        "password", server.bindPassword()))
                .build())
        .create();
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("authorities")
                .endMetadata()
                .addToData("ca.crt", server.settings().trustedCertificates().orElseThrow())
                .build())
        .create();
    client.resource(NAMESAKE).create();
    var settings = server.settings();
    client
        .resource(DIRECTORY.formatted(settings.servers().get(0).port(), settings.baseDn()))
        .create();
    await("a WorkSpace for each member")
        .atMost(LIMIT)
        .until(() -> membersWithWorkSpaces(client).equals(List.of("victor", "wendy")));
  }

  private static List<String> membersWithWorkSpaces(KubernetesClient client) {
    return client.resources(WorkSpace.class).list().getItems().stream()
        .filter(workspace -> workspace.getSpec().directoryRef().name().equals(NAME))
        .map(workspace -> workspace.getSpec().userName())
        .sorted()
        .toList();
  }

  @Override
  public UserDirectory open(Directory directory) {
    return by(directory).open(directory);
  }

  @Override
  public boolean isCurrent(Directory directory, UserDirectory opened) {
    return by(directory).isCurrent(directory, opened);
  }

  private UserDirectories by(Directory directory) {
    return directory.getMetadata().getName().equals(NAME) ? ldap : played;
  }

  @Override
  public void close() {
    server.close();
  }
}
