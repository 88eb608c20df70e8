package dev.deskwright.directory;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectorySpec;
import dev.deskwright.api.v1alpha1.LdapConnection;
import dev.deskwright.api.v1alpha1.LdapConnection.Transport;
import dev.deskwright.directory.simplead.SimpleAdConnection;
import dev.deskwright.ldap.LdapServer;
import dev.deskwright.ldap.LdapSettings;
import dev.deskwright.ldap.Password;
import dev.deskwright.ldap.Security;
import dev.deskwright.users.UsersUnavailable;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns a Directory's connection into settings for its servers. */
final class ConnectionSettings {

  private static final int LDAPS_PORT = 636;
  private static final int LDAP_PORT = 389;

  private final NamedValues values;

  ConnectionSettings(NamedValues values) {
    this.values = values;
  }

  /**
   * Reads what the connection names.
   *
   * @throws UsersUnavailable if something is missing or cannot be used
   */
  LdapSettings of(Directory directory) {
    LdapConnection connection = directory.getSpec().connection();
    if (connection == null) {
      // The schema lets a MicrosoftAD be without one, as it could be before there were connections.
      throw new UsersUnavailable(
          "spec.connection is missing: name the Secret of an account that searches for users.");
    }
    String namespace = directory.getMetadata().getNamespace();
    String secret = connection.bindSecretRef().name();
    try {
      return new LdapSettings(
          servers(connection),
          discovery(directory),
          security(connection.transport()),
          Optional.ofNullable(connection.caCertificates())
              .map(key -> values.ofConfigMap(namespace, key.name(), key.key())),
          values.ofSecret(namespace, secret, "username"),
          Password.of(values.ofSecret(namespace, secret, "password")),
          baseDn(directory),
          LdapSchemas.of(connection),
          Optional.ofNullable(connection.userFilter()),
          or(connection.pageSize(), LdapSettings.DEFAULT_PAGE_SIZE),
          Boolean.TRUE.equals(connection.followReferrals()),
          seconds(connection.connectTimeoutSeconds(), LdapSettings.DEFAULT_CONNECT_TIMEOUT),
          seconds(connection.responseTimeoutSeconds(), LdapSettings.DEFAULT_RESPONSE_TIMEOUT));
    } catch (IllegalArgumentException e) {
      throw new UsersUnavailable("spec.connection cannot be used: %s.".formatted(e.getMessage()));
    }
  }

  /**
   * Reads what the operator has made for servers of its own.
   *
   * @throws UsersUnavailable if they are not there yet
   */
  LdapSettings ofOwnServers(Directory directory) {
    if (directory.getSpec().simpleAd() == null) {
      throw new UsersUnavailable(
          "The Directory has no servers: write \"simpleAd: {}\" into its spec, and the operator runs them.");
    }
    var addresses =
        Optional.ofNullable(directory.getStatus()).map(status -> status.dnsIpAddresses());
    if (addresses.filter(known -> !known.isEmpty()).isEmpty()) {
      throw new UsersUnavailable("The directory's own servers are not there yet.");
    }
    String namespace = directory.getMetadata().getNamespace();
    return SimpleAdConnection.settings(
        directory,
        addresses.get(),
        key -> values.ofSecret(namespace, SimpleAdConnection.secretName(directory), key));
  }

  private static List<LdapServer> servers(LdapConnection connection) {
    int port =
        connection.transport() == null || connection.transport() == Transport.LDAPS
            ? LDAPS_PORT
            : LDAP_PORT;
    return connection.servers() == null
        ? List.of()
        : connection.servers().stream()
            .map(server -> new LdapServer(server.host(), or(server.port(), port)))
            .toList();
  }

  private static Optional<String> discovery(Directory directory) {
    var spec = directory.getSpec();
    boolean named = spec.connection().servers() != null && !spec.connection().servers().isEmpty();
    return spec.type() == DirectorySpec.Type.MicrosoftAD && !named
        ? Optional.of(spec.domainName())
        : Optional.empty();
  }

  private static Security security(Transport transport) {
    return switch (transport == null ? Transport.LDAPS : transport) {
      case LDAPS -> Security.LDAPS;
      case StartTLS -> Security.START_TLS;
      case InsecurePlaintext -> Security.PLAIN;
    };
  }

  private static String baseDn(Directory directory) {
    var spec = directory.getSpec();
    return spec.connection().baseDn() != null
        ? spec.connection().baseDn()
        : domainDn(spec.domainName());
  }

  /** A domain's name as a distinguished name, by RFC 2247. */
  static String domainDn(String domainName) {
    return Arrays.stream(domainName.split("[.]"))
        .map("dc="::concat)
        .collect(Collectors.joining(","));
  }

  private static int or(Integer value, int otherwise) {
    return value == null ? otherwise : value;
  }

  private static Duration seconds(Integer value, Duration otherwise) {
    return value == null ? otherwise : Duration.ofSeconds(value);
  }
}
