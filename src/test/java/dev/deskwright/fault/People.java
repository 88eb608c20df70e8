package dev.deskwright.fault;

import dev.deskwright.demo.InMemoryLdapDirectory;
import dev.deskwright.demo.InMemoryLdapDirectory.NewUser;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.Map;

/** The users of desktops, in an LDAP server that an operator in another process can ask. */
final class People implements AutoCloseable {

  private static final String DIRECTORY =
      """
      apiVersion: deskwright.dev/v1alpha1
      kind: Directory
      metadata: {name: corp}
      spec:
        type: ADConnector
        domainName: simulated.deskwright.test
        connection:
          servers: [{host: 127.0.0.1, port: %d}]
          caCertificates: {name: authority, key: ca.crt}
          bindSecretRef: {name: account}
          baseDn: "%s"
          preset: OpenLDAP
      """;

  private final InMemoryLdapDirectory server;

  /** Starts the server; there is nobody in it. */
  People() throws IOException {
    server = InMemoryLdapDirectory.start();
  }

  /** Somebody who may have a desktop. */
  void add(String name) {
    server.addUser(new NewUser(name, "correct horse", name, false));
  }

  /** A Directory by which they are found, once a namespace has {@link #access}. */
  String directory() {
    var settings = server.settings();
    return DIRECTORY.formatted(settings.servers().get(0).port(), settings.baseDn());
  }

  /** Puts the Secret and the certificate into a namespace that the Directory needs. */
  void access(KubernetesClient client, String namespace) {
    var settings = server.settings();
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("account")
                .endMetadata()
                .withStringData(
                    Map.of("username", settings.bindName(), "password", server.bindPassword()))
                .build())
        .inNamespace(namespace)
        .create();
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("authority")
                .endMetadata()
                .withData(Map.of("ca.crt", settings.trustedCertificates().orElseThrow()))
                .build())
        .inNamespace(namespace)
        .create();
  }

  @Override
  public void close() {
    server.close();
  }
}
