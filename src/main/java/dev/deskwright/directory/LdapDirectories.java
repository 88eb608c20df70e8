package dev.deskwright.directory;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectorySpec;
import dev.deskwright.ldap.LdapDirectory;
import dev.deskwright.ldap.LdapEnvironment;
import dev.deskwright.ldap.LdapObserver;
import dev.deskwright.ldap.LdapSettings;
import dev.deskwright.users.UserDirectories;
import dev.deskwright.users.UserDirectory;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;

/** Opens Directories whose servers speak LDAP: the real ones. */
public final class LdapDirectories implements UserDirectories {

  private final ConnectionSettings connections;
  private final LdapEnvironment environment;

  /**
   * Opens nothing yet.
   *
   * @param client reads the Secrets and ConfigMaps that Directories name
   * @param observer is told of each request that goes to a server
   */
  public LdapDirectories(KubernetesClient client, Clock clock, LdapObserver observer) {
    this.connections = new ConnectionSettings(new NamedValues(client));
    this.environment = LdapEnvironment.of(clock).withObserver(observer);
  }

  @Override
  public UserDirectory open(Directory directory) {
    LdapSettings settings = settings(directory);
    return new LdapUsers(directory, settings, new LdapDirectory(settings, environment));
  }

  @Override
  public boolean isCurrent(Directory directory, UserDirectory opened) {
    return settings(directory).equals(((LdapUsers) opened).settings());
  }

  private LdapSettings settings(Directory directory) {
    if (directory.getSpec().type() == DirectorySpec.Type.SimpleAD) {
      return connections.ofOwnServers(directory);
    }
    return connections.of(directory);
  }
}
