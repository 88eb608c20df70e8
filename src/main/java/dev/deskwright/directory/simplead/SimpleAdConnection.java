package dev.deskwright.directory.simplead;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.ldap.LdapServer;
import dev.deskwright.ldap.LdapSettings;
import dev.deskwright.ldap.Password;
import dev.deskwright.ldap.Schema;
import dev.deskwright.ldap.Security;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** How the operator looks users up in the servers that it runs. */
public final class SimpleAdConnection {

  /** The account that reads: an ordinary user, made with the domain, that is in no other group. */
  static final String READER = "deskwright-reader";

  private static final int LDAPS_PORT = 636;

  private SimpleAdConnection() {}

  /** Name of the Secret with what {@link #settings} takes. */
  public static String secretName(Directory directory) {
    return Domain.sharedName(directory.getMetadata().getName());
  }

  /**
   * The settings for LDAP.
   *
   * @param addresses of the servers, as in the Directory's status
   * @param secret gives the value of a key in the Secret {@link #secretName}
   */
  public static LdapSettings settings(
      Directory directory, List<String> addresses, UnaryOperator<String> secret) {
    String domain = directory.getSpec().domainName();
    return new LdapSettings(
        addresses.stream().map(address -> new LdapServer(address, LDAPS_PORT)).toList(),
        Optional.empty(),
        Security.LDAPS,
        Optional.of(secret.apply(DomainSecret.AUTHORITY)),
        READER + "@" + domain,
        Password.of(secret.apply(DomainSecret.READER_PASSWORD)),
        Arrays.stream(domain.split("[.]")).map("dc="::concat).collect(Collectors.joining(",")),
        Schema.ACTIVE_DIRECTORY,
        Optional.empty(),
        LdapSettings.DEFAULT_PAGE_SIZE,
        false,
        LdapSettings.DEFAULT_CONNECT_TIMEOUT,
        LdapSettings.DEFAULT_RESPONSE_TIMEOUT);
  }
}
