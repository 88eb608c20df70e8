package dev.deskwright.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.time.Duration;
import java.util.List;

/** Asks each server by itself, on a new connection, also those that are left alone just now. */
final class HealthCheck {

  private HealthCheck() {}

  static Health of(Servers servers, Searcher searcher) {
    List<ServerHealth> each =
        servers.inOrder().stream().map(server -> check(server, searcher)).toList();
    return new Health(each, servers.discovery().failure());
  }

  private static ServerHealth check(Server server, Searcher searcher) {
    long begin = System.nanoTime();
    try (LDAPConnection connection = server.connector().open()) {
      boolean exists =
          searcher
              .on(connection, server)
              .at(
                  searcher.base(),
                  Filter.createPresenceFilter("objectClass"),
                  List.of("1.1"),
                  entry -> {});
      if (!exists) {
        throw new LDAPException(ResultCode.NO_SUCH_OBJECT, "base DN");
      }
      server.succeeded();
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      return new ServerHealth.Reachable(server.address(), took);
    } catch (LDAPException e) {
      Explanation why = Explanation.of(e, server.address(), searcher.settings());
      if (!Server.isAnswer(e) || why.problem() == Problem.BIND_REFUSED) {
        server.failed(why);
      }
      return new ServerHealth.Unreachable(server.address(), why.problem(), why.message());
    }
  }
}
