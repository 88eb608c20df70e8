package dev.deskwright.gateway.server;

import dev.deskwright.gateway.defence.Defence;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.kernel.Address;
import io.vertx.core.http.HttpConnection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** An address has so many connections at most; a proxy in front has as many as it likes. */
final class ConnectionLimit {

  private final int limit;
  private final Predicate<String> isProxy;
  private final Defences defences;
  private final Map<String, Integer> open = new ConcurrentHashMap<>();

  ConnectionLimit(int limit, Predicate<String> isProxy, Defences defences) {
    this.limit = limit;
    this.isProxy = isProxy;
    this.defences = defences;
  }

  /** Counts a connection until it is released; false if it is one too many, and is to be ended. */
  boolean admit(HttpConnection connection) {
    return admit(connection.remoteAddress().hostAddress());
  }

  boolean admit(String address) {
    if (address == null || isProxy.test(address)) {
      return true;
    }
    int now = open.merge(network(address), 1, Integer::sum);
    return now <= limit || !defences.has(Defence.CONNECTION_LIMIT);
  }

  void release(HttpConnection connection) {
    release(String.valueOf(connection.remoteAddress().hostAddress()));
  }

  void release(String address) {
    open.computeIfPresent(network(address), (key, count) -> count == 1 ? null : count - 1);
  }

  /** Who has one IPv6 address has 2^64 of them. */
  private static String network(String address) {
    return Address.of(address).map(Address::network).orElse(address);
  }
}
