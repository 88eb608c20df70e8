package dev.deskwright.demo;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.directory.LdapUsers;
import dev.deskwright.ldap.LdapDirectory;
import dev.deskwright.ldap.LdapEnvironment;
import dev.deskwright.ldap.LdapObserver;
import dev.deskwright.ldap.LdapSettings;
import dev.deskwright.users.LoginName;
import dev.deskwright.users.UserDirectories;
import dev.deskwright.users.UserDirectory;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * SIMULATED directories: whatever a Directory says of its servers, an LDAP server in the memory of
 * this process answers. It has the users of the WorkSpaces that the demo applies, and no others.
 */
final class SimulatedDirectories implements AutoCloseable {

  private static final int PASSWORD_DIGITS = 10;
  private static final int SHOWN = 3;

  private final InMemoryLdapDirectory server;
  private final LdapSettings settings;
  private final LdapEnvironment environment;
  private final Map<String, String> passwords = new TreeMap<>();

  private SimulatedDirectories(InMemoryLdapDirectory server, Clock clock) {
    this.server = server;
    this.settings = server.settings();
    this.environment = LdapEnvironment.of(clock);
  }

  static SimulatedDirectories start(Clock clock) throws IOException {
    return new SimulatedDirectories(InMemoryLdapDirectory.start(), clock);
  }

  /** Makes the users of these WorkSpaces, where there are none yet. */
  void addUsersOf(Stream<WorkSpace> workspaces) {
    workspaces
        .map(workspace -> LoginName.of(workspace.getSpec().userName()).user())
        .filter(name -> passwords.putIfAbsent(LoginName.key(name), password()) == null)
        .forEach(
            name ->
                server.addUser(
                    new InMemoryLdapDirectory.NewUser(
                        name, passwords.get(LoginName.key(name)), name, false)));
  }

  private static String password() {
    return new SecureRandom()
        .ints(PASSWORD_DIGITS, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** A few names with their passwords, for people to try. */
  String hint() {
    return passwords.entrySet().stream()
        .limit(SHOWN)
        .map(each -> "%s / %s".formatted(each.getKey(), each.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** The password of a user. */
  String password(String userName) {
    return passwords.get(LoginName.key(LoginName.of(userName).user()));
  }

  /** How many users there are. */
  int size() {
    return passwords.size();
  }

  /** The way to them of somebody whose requests are counted. */
  UserDirectories observedBy(LdapObserver observer) {
    return new Way(settings, environment.withObserver(observer));
  }

  @Override
  public void close() {
    server.close();
  }

  private record Way(LdapSettings settings, LdapEnvironment environment)
      implements UserDirectories {

    @Override
    public UserDirectory open(Directory directory) {
      return new LdapUsers(directory, settings, new LdapDirectory(settings, environment));
    }

    @Override
    public boolean isCurrent(Directory directory, UserDirectory opened) {
      return true;
    }
  }
}
