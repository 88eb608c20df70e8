package dev.deskwright.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A directory of users, read by LDAP (RFC 4511). Nothing in it is ever changed. Making one opens no
 * connection; each question may throw {@link DirectoryUnavailable}. Safe for use by several
 * threads.
 */
public final class LdapDirectory implements AutoCloseable {

  private final Servers servers;
  private final Searcher searcher;
  private final AccountReader reader;

  public LdapDirectory(LdapSettings settings, LdapEnvironment environment) {
    this.servers = new Servers(settings, environment);
    this.searcher = new Searcher(settings);
    this.reader = new AccountReader(settings.schema(), environment.clock());
  }

  /**
   * The accounts of many login names, by the name as it was asked for. A name is {@code alice},
   * {@code CORP\alice} (whether this is CORP is for the caller to check) or {@code
   * alice@corp.example.com}; case does not matter. One search answers for up to 200 names.
   */
  public Map<String, Account> find(Collection<String> loginNames) {
    Map<String, Account> found = new LinkedHashMap<>();
    find(loginNames, found::put);
    return found;
  }

  /** As {@link #find(Collection)}, but handed on as soon as it is known, to keep no more of it. */
  public void find(Collection<String> loginNames, BiConsumer<String, Account> each) {
    for (List<String> batch : Batches.of(loginNames)) {
      search(batch).forEach(each);
    }
  }

  private Asked search(List<String> batch) {
    Asked nothingYet = asked(batch);
    Optional<Filter> filter = nothingYet.filter();
    if (filter.isEmpty()) {
      return nothingYet;
    }
    return servers.ask(
        server ->
            server.run(
                connection -> {
                  Asked asked = asked(batch);
                  searcher
                      .on(connection, server)
                      .below(
                          searcher.base(),
                          searcher.usersAnd(filter.get()),
                          reader.attributes(),
                          entry -> asked.take(entry, reader));
                  return asked;
                }));
  }

  private Asked asked(List<String> batch) {
    return new Asked(searcher.schema(), searcher.domainName(), batch);
  }

  /**
   * Login names of all who are in the group, directly or through other groups, disabled ones too.
   *
   * @param group its DN, or its name if only one group has that
   * @throws NoSuchGroup if there is no such group, which is not the same as an empty one
   */
  public Set<String> membersOf(String group) {
    return withGroups(groups -> groups.membersOf(group));
  }

  /** DNs of all groups that the user is in, directly or through other groups. */
  public Set<String> groupsOf(User user) {
    return withGroups(groups -> groups.groupsOf(user));
  }

  /**
   * Whether the user is in the group, directly or through other groups.
   *
   * @param group its DN, or its name if only one group has that
   * @throws NoSuchGroup if there is no such group
   */
  public boolean isMember(User user, String group) {
    return withGroups(groups -> groups.isMember(user, group));
  }

  private interface GroupQuestion<T> {
    T ask(GroupReader groups) throws LDAPException;
  }

  private <T> T withGroups(GroupQuestion<T> question) {
    return servers.ask(
        server ->
            server.run(
                connection ->
                    question.ask(new GroupReader(searcher.on(connection, server), searcher))));
  }

  /**
   * Whether this is the user's password. It is sent once, to the entry that the login name finds,
   * on a connection of its own; an empty one, and that of an unknown user, is never sent.
   *
   * @param password not kept, and not wiped: it is the caller's
   */
  public Authentication authenticate(String loginName, char[] password) {
    return signIn(loginName, password).authentication();
  }

  /** As {@link #authenticate}, and tells whom the login name has found. */
  public Login signIn(String loginName, char[] password) {
    // A bind with a DN and no password is an anonymous one, and succeeds (RFC 4513, 5.1.2).
    if (password.length == 0) {
      return new Login(Authentication.WRONG_PASSWORD, Optional.empty());
    }
    Account account = find(List.of(loginName)).get(loginName);
    if (account instanceof Account.Active active) {
      return signIn(account, active.user(), password);
    }
    if (account instanceof Account.Disabled disabled) {
      return signIn(account, disabled.user(), password);
    }
    return new Login(Authentication.UNKNOWN_USER, Optional.empty());
  }

  private Login signIn(Account account, User user, char[] password) {
    Authentication outcome = servers.ask(server -> SignIn.bind(server, account, user, password));
    return new Login(outcome, Optional.of(user));
  }

  /** How each server is. Takes up to the sum of the timeouts when all are dead. */
  public Health check() {
    return HealthCheck.of(servers, searcher);
  }

  /** The trusts of an Active Directory domain; none elsewhere. */
  public List<Trust> trusts() {
    return servers.ask(
        server ->
            server.run(
                connection ->
                    TrustReader.read(searcher.on(connection, server), searcher.domainDn())));
  }

  @Override
  public void close() {
    servers.close();
  }
}
