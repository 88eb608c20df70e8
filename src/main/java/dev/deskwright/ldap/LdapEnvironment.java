package dev.deskwright.ldap;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * What a directory needs around it, so that tests can stand in for each.
 *
 * @param clock for end dates of accounts, and for how long a failed server is left alone
 * @param srv for domains that are found by DNS
 * @param addresses turns host names into addresses
 * @param observer is told of each request
 * @param random for the weights of SRV records
 */
public record LdapEnvironment(
    Clock clock,
    SrvLookup srv,
    Addresses addresses,
    LdapObserver observer,
    RandomGenerator random) {

  /** Turns a host name into addresses. */
  @FunctionalInterface
  public interface Addresses {
    InetAddress[] of(String host) throws IOException;
  }

  /** The real ones: DNS as the system has it, and nobody who looks. */
  public static LdapEnvironment of(Clock clock) {
    return new LdapEnvironment(
        clock, DnsSrvLookup.ofSystem(), InetAddress::getAllByName, LdapObserver.NONE, new Random());
  }

  public LdapEnvironment withObserver(LdapObserver changed) {
    return new LdapEnvironment(clock, srv, addresses, changed, random);
  }

  public LdapEnvironment withSrv(SrvLookup changed) {
    return new LdapEnvironment(clock, changed, addresses, observer, random);
  }

  public LdapEnvironment withAddresses(Addresses changed) {
    return new LdapEnvironment(clock, srv, changed, observer, random);
  }
}
