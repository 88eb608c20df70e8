package dev.deskwright.ldap;

import dev.deskwright.ldap.LdapObserver.Kind;
import dev.deskwright.ldap.LdapObserver.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds servers by SRV records (RFC 2782): first the domain controllers that Active Directory
 * registers (MS-ADTS 6.3.2.3), else any LDAP server. Asked anew every five minutes; while DNS does
 * not answer, what it said last is used.
 */
final class Discovery {

  private static final Duration FRESH = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final int MAX_SERVERS = 16;

  private final LdapSettings settings;
  private final LdapEnvironment environment;
  private List<LdapServer> servers = List.of();
  private Instant askAgain = Instant.MIN;
  private Optional<String> failure = Optional.empty();

  Discovery(LdapSettings settings, LdapEnvironment environment) {
    this.settings = settings;
    this.environment = environment;
  }

  /** Why there are no servers, or no newer ones. */
  synchronized Optional<String> failure() {
    return failure;
  }

  synchronized List<LdapServer> servers() {
    Instant now = environment.clock().instant();
    if (settings.discoveryDomain().isPresent() && !now.isBefore(askAgain)) {
      String domain = settings.discoveryDomain().get();
      try {
        List<LdapServer> found = discover(domain);
        servers = found.isEmpty() ? servers : found;
        failure =
            found.isEmpty()
                ? Optional.of("DNS names no LDAP server of the domain %s".formatted(domain))
                : Optional.empty();
      } catch (IOException e) {
        failure = Optional.of("DNS does not answer about the domain %s".formatted(domain));
      }
      askAgain = now.plus(failure.isEmpty() ? FRESH : PAUSE);
    }
    return servers;
  }

  private List<LdapServer> discover(String domain) throws IOException {
    List<SrvRecord> records = lookup("_ldap._tcp.dc._msdcs." + domain);
    if (records.isEmpty()) {
      records = lookup("_ldap._tcp." + domain);
    }
    return inOrder(records).stream()
        .filter(record -> isInside(record.target(), domain))
        .map(record -> new LdapServer(record.target(), port(record.port())))
        .distinct()
        .limit(MAX_SERVERS)
        .toList();
  }

  private List<SrvRecord> lookup(String name) throws IOException {
    long begin = System.nanoTime();
    Outcome outcome = Outcome.FAILED;
    try {
      List<SrvRecord> records = environment.srv().lookup(name);
      outcome = Outcome.SUCCESS;
      return records;
    } finally {
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      environment.observer().request(Kind.SRV, took, outcome);
    }
  }

  /** A forged answer could name any host for which somebody has a good certificate. */
  private static boolean isInside(String target, String domain) {
    String host = target.toLowerCase(Locale.ROOT);
    String parent = domain.toLowerCase(Locale.ROOT);
    return host.equals(parent) || host.endsWith("." + parent);
  }

  /** SRV records name the port of plain LDAP and StartTLS; LDAPS has its own beside it. */
  private int port(int registered) {
    if (settings.security() != Security.LDAPS) {
      return registered;
    }
    return switch (registered) {
      case 389 -> 636;
      case 3268 -> 3269;
      default -> registered;
    };
  }

  /** By priority; among equals, drawn one after the other with odds by weight. */
  private List<SrvRecord> inOrder(List<SrvRecord> records) {
    Map<Integer, List<SrvRecord>> byPriority =
        records.stream()
            .collect(Collectors.groupingBy(SrvRecord::priority, TreeMap::new, Collectors.toList()));
    List<SrvRecord> ordered = new ArrayList<>();
    for (List<SrvRecord> equals : byPriority.values()) {
      List<SrvRecord> left = new ArrayList<>(equals);
      while (!left.isEmpty()) {
        ordered.add(left.remove(draw(left)));
      }
    }
    return ordered;
  }

  private int draw(List<SrvRecord> records) {
    int total = records.stream().mapToInt(SrvRecord::weight).sum();
    int point = environment.random().nextInt(total + 1);
    int sum = 0;
    for (int i = 0; i < records.size(); i++) {
      sum += records.get(i).weight();
      if (sum >= point) {
        return i;
      }
    }
    return records.size() - 1;
  }
}
