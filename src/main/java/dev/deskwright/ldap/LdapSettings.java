package dev.deskwright.ldap;

import com.unboundid.ldap.sdk.DN;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a directory is and how to read it. Equal settings need no new {@link LdapDirectory}.
 *
 * @param servers tried in this order; at most 16. May be empty when there is a discovery domain
 * @param discoveryDomain DNS domain whose SRV records name servers, which are tried after those
 *     listed. Only hosts inside this domain are taken, since DNS answers can be forged
 * @param security how connections are protected
 * @param trustedCertificates PEM bundle of the authorities that may sign the servers' certificates;
 *     if absent, those that the JVM trusts
 * @param bindName whom the operator binds as: a DN, {@code name@domain} or {@code DOMAIN\name}
 * @param bindPassword its password, not empty: a bind without one would be an anonymous one (RFC
 *     4513, 5.1.2)
 * @param baseDn users and groups are searched for below this entry (RFC 4514)
 * @param schema which attributes say what
 * @param userFilter further condition for users (RFC 4515), in addition to the schema's
 * @param pageSize entries per page of a search (RFC 2696), 10 to 1000; Active Directory gives at
 *     most 1000. More than 200 finds 200 users in one request
 * @param followReferrals whether referrals to other servers of these settings are followed; those
 *     to any other host never are
 * @param connectTimeout for TCP and TLS together, 100 ms to 1 min
 * @param responseTimeout for each answer, 100 ms to 5 min; a whole search may take ten times that
 */
public record LdapSettings(
    List<LdapServer> servers,
    Optional<String> discoveryDomain,
    Security security,
    Optional<String> trustedCertificates,
    String bindName,
    Password bindPassword,
    String baseDn,
    Schema schema,
    Optional<String> userFilter,
    int pageSize,
    boolean followReferrals,
    Duration connectTimeout,
    Duration responseTimeout) {

  /** A good page size where nothing speaks against it. */
  public static final int DEFAULT_PAGE_SIZE = 500;

  public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);
  public static final Duration DEFAULT_RESPONSE_TIMEOUT = Duration.ofSeconds(10);

  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?=.{1,253}$)[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?"
              + "([.][A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?)*");

  /** Reports all that is wrong at once, and never the password. */
  public LdapSettings {
    servers = List.copyOf(servers);
    List<String> wrong = new ArrayList<>();
    if (servers.isEmpty() && discoveryDomain.isEmpty()) {
      wrong.add("there is neither a server nor a domain to discover one by");
    }
    if (servers.size() > 16) {
      wrong.add("there are %d servers, at most 16 are allowed".formatted(servers.size()));
    }
    discoveryDomain
        .filter(domain -> !DOMAIN.matcher(domain).matches())
        .ifPresent(domain -> wrong.add("\"%s\" is not a DNS domain".formatted(domain)));
    if (!isBindName(bindName)) {
      wrong.add("bindName is neither a DN nor name@domain nor DOMAIN\\name");
    }
    if (bindPassword.isEmpty()) {
      wrong.add("bindPassword is empty: the server would take the bind as anonymous");
    }
    if (!DN.isValidDN(baseDn)) {
      wrong.add("baseDn \"%s\" is not a DN (RFC 4514)".formatted(baseDn));
    }
    trustedCertificates.ifPresent(bundle -> checkBundle(bundle, wrong));
    userFilter.flatMap(filter -> Schema.checkFilter("userFilter", filter)).ifPresent(wrong::add);
    if (pageSize < 10 || pageSize > 1000) {
      wrong.add("pageSize %d is not 10 to 1000".formatted(pageSize));
    }
    checkTimeout("connectTimeout", connectTimeout, Duration.ofMinutes(1), wrong);
    checkTimeout("responseTimeout", responseTimeout, Duration.ofMinutes(5), wrong);
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", wrong));
    }
  }

  private static boolean isBindName(String name) {
    if (name == null || name.isBlank() || name.indexOf('\0') >= 0) {
      return false;
    }
    return name.contains("=") ? DN.isValidDN(name) : name.contains("@") || name.contains("\\");
  }

  private static void checkBundle(String bundle, List<String> wrong) {
    try {
      Tls.certificates(bundle);
    } catch (CertificateException e) {
      wrong.add("trustedCertificates has no PEM certificate that can be read");
    }
  }

  private static void checkTimeout(String name, Duration value, Duration most, List<String> wrong) {
    if (value.compareTo(Duration.ofMillis(100)) < 0 || value.compareTo(most) > 0) {
      wrong.add("%s %s is not 100 ms to %s".formatted(name, value, most));
    }
  }
}
