package dev.deskwright.gateway;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.demo.InMemoryLdapDirectory;
import dev.deskwright.directory.LdapUsers;
import dev.deskwright.ldap.LdapDirectory;
import dev.deskwright.ldap.LdapEnvironment;
import dev.deskwright.users.UserDirectories;
import dev.deskwright.users.UserDirectory;
import java.time.Clock;

/** Every Directory is the one LDAP server in memory. */
record TestDirectories(InMemoryLdapDirectory server) implements UserDirectories {

  @Override
  public UserDirectory open(Directory directory) {
    var settings = server.settings();
    return new LdapUsers(
        directory, settings, new LdapDirectory(settings, LdapEnvironment.of(Clock.systemUTC())));
  }

  @Override
  public boolean isCurrent(Directory directory, UserDirectory opened) {
    return true;
  }
}
