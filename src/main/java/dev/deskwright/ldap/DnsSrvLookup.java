package dev.deskwright.ldap;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.stream.Collectors;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/** SRV records by the DNS provider of the JDK. It asks anew each time: nothing is cached here. */
public final class DnsSrvLookup implements SrvLookup {

  private static final Duration FIRST_TIMEOUT = Duration.ofSeconds(1);
  private static final int ATTEMPTS = 2;

  private final String url;

  private DnsSrvLookup(String url) {
    this.url = url;
  }

  /** Asks the servers that the system asks. */
  public static DnsSrvLookup ofSystem() {
    return new DnsSrvLookup("dns:");
  }

  /** Asks these servers, in this order; the domain controllers of a domain are its DNS servers. */
  public static DnsSrvLookup of(List<LdapServer> dnsServers) {
    return new DnsSrvLookup(
        dnsServers.stream().map(server -> "dns://" + server).collect(Collectors.joining(" ")));
  }

  @Override
  // JNDI takes a Hashtable. Its DNS provider reads records as text, and makes no objects of them.
  @SuppressWarnings({"JdkObsolete", "BanJNDI"})
  public List<SrvRecord> lookup(String name) throws IOException {
    Hashtable<String, String> settings = new Hashtable<>();
    settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
    settings.put(Context.PROVIDER_URL, url);
    settings.put("com.sun.jndi.dns.timeout.initial", Long.toString(FIRST_TIMEOUT.toMillis()));
    settings.put("com.sun.jndi.dns.timeout.retries", Integer.toString(ATTEMPTS));
    try {
      InitialDirContext dns = new InitialDirContext(settings);
      try {
        return records(dns.getAttributes(name, new String[] {"SRV"}).get("SRV"));
      } finally {
        dns.close();
      }
    } catch (NameNotFoundException e) {
      return List.of();
    } catch (NamingException | NumberFormatException e) {
      throw new IOException("DNS gave no answer about " + name, e);
    }
  }

  private static List<SrvRecord> records(Attribute found) throws NamingException {
    List<SrvRecord> records = new ArrayList<>();
    if (found != null) {
      NamingEnumeration<?> values = found.getAll();
      while (values.hasMore()) {
        records.add(parse(String.valueOf(values.next())));
      }
    }
    return records;
  }

  /** Priority, weight, port, target, as in a zone file. */
  private static SrvRecord parse(String value) throws NamingException {
    List<String> fields = List.of(value.trim().split("\\s+"));
    if (fields.size() != 4) {
      throw new NamingException("not an SRV record");
    }
    String target = fields.get(3);
    return new SrvRecord(
        Integer.parseInt(fields.get(0)),
        Integer.parseInt(fields.get(1)),
        Integer.parseInt(fields.get(2)),
        target.endsWith(".") ? target.substring(0, target.length() - 1) : target);
  }
}
