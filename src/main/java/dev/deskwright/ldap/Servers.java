package dev.deskwright.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The servers of a directory, tried in order. */
final class Servers implements AutoCloseable {

  private final LdapSettings settings;
  private final LdapEnvironment environment;
  private final Discovery discovery;
  private final Map<LdapServer, Server> made = new LinkedHashMap<>();

  Servers(LdapSettings settings, LdapEnvironment environment) {
    this.settings = settings;
    this.environment = environment;
    this.discovery = new Discovery(settings, environment);
  }

  /** Something to ask a server. It may be asked again of another one, from the start. */
  interface Question<T> {
    T ask(Server server) throws LDAPException;
  }

  /**
   * The answer of the first server that gives one. A server that answers with a refusal is not
   * passed over: the others would say the same, and a wrong password would count three times.
   */
  <T> T ask(Question<T> question) {
    List<Explanation> reasons = new ArrayList<>();
    for (Server server : inOrder()) {
      if (!server.claim()) {
        server.lastFailure().ifPresent(reasons::add);
        continue;
      }
      try {
        T answer = question.ask(server);
        server.succeeded();
        return answer;
      } catch (LDAPException e) {
        Explanation why = Explanation.of(e, server.address(), settings);
        reasons.add(why);
        if (Server.isAnswer(e) && why.problem() != Problem.BIND_REFUSED) {
          server.succeeded();
          throw unavailable(List.of(why));
        }
        server.failed(why);
        if (why.problem() == Problem.BIND_REFUSED) {
          throw unavailable(reasons);
        }
      }
    }
    throw unavailable(reasons);
  }

  private DirectoryUnavailable unavailable(List<Explanation> reasons) {
    if (reasons.isEmpty()) {
      String why = discovery.failure().orElse("No server is known");
      return new DirectoryUnavailable(Problem.NOT_DISCOVERED, why);
    }
    return new DirectoryUnavailable(
        reasons.get(reasons.size() - 1).problem(),
        String.join("; ", reasons.stream().map(Explanation::message).distinct().toList()));
  }

  Discovery discovery() {
    return discovery;
  }

  /** Those listed, then those that DNS names. */
  List<Server> inOrder() {
    List<LdapServer> addresses = new ArrayList<>(settings.servers());
    discovery.servers().stream()
        .filter(server -> !addresses.contains(server))
        .forEach(addresses::add);
    synchronized (made) {
      made.entrySet()
          .removeIf(
              each -> {
                boolean gone = !addresses.contains(each.getKey());
                if (gone) {
                  each.getValue().close();
                }
                return gone;
              });
      return addresses.stream().map(each -> made.computeIfAbsent(each, this::make)).toList();
    }
  }

  private Server make(LdapServer address) {
    Connector connector = new Connector(address, settings, environment, this::isOurs);
    return new Server(address, connector, environment.clock());
  }

  private boolean isOurs(LdapServer server) {
    synchronized (made) {
      return made.containsKey(server);
    }
  }

  @Override
  public void close() {
    synchronized (made) {
      made.values().forEach(Server::close);
      made.clear();
    }
  }
}
