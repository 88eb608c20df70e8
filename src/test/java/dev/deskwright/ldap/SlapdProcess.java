package dev.deskwright.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import dev.deskwright.fixture.ServerProcess;
import dev.deskwright.ldap.TestAuthority.ServerFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A real OpenLDAP server on loopback, with plain LDAP and StartTLS on one port and LDAPS on
 * another. It has a password policy, and no entries but those a test adds.
 */
final class SlapdProcess implements AutoCloseable {

  static final String MISSING =
      "This test needs OpenLDAP's server: the Debian package slapd (apt-get install slapd)";

  static final String BASE = "dc=example,dc=org";
  static final String OPERATOR = "cn=operator," + BASE;
  static final String PASSWORD = "operator-Secret-4711";

  private static final Path SCHEMAS = Path.of("/etc/ldap/schema");

  private final Path folder = ServerProcess.newFolder("slapd");
  private final int port = ServerProcess.freePort();
  private final int tlsPort = ServerProcess.freePort();
  private ServerProcess process;

  static Optional<String> missing() {
    boolean there = ServerProcess.find("slapd").isPresent() && Files.isDirectory(SCHEMAS);
    return there ? Optional.empty() : Optional.of(MISSING);
  }

  private SlapdProcess() {}

  /** With a good certificate for localhost. */
  static SlapdProcess start(TestAuthority authority) {
    return start(authority, Instant.now().plus(Duration.ofDays(30)), "localhost", "127.0.0.1");
  }

  /** With a certificate that is valid until then, for these hosts. */
  static SlapdProcess start(TestAuthority authority, Instant until, String... hosts) {
    SlapdProcess slapd = new SlapdProcess();
    slapd.configure(authority.issue(slapd.folder.resolve("tls"), until, hosts));
    slapd.startAgain();
    slapd.add("dn: " + BASE, "objectClass: dcObject", "objectClass: organization", "o: Example");
    slapd.add("dn: ou=people," + BASE, "objectClass: organizationalUnit");
    slapd.add("dn: ou=groups," + BASE, "objectClass: organizationalUnit");
    return slapd;
  }

  private void configure(ServerFiles tls) {
    try {
      Path data = Files.createDirectories(folder.resolve("data"));
      Files.writeString(
          folder.resolve("slapd.conf"),
          """
          include %1$s/core.schema
          include %1$s/cosine.schema
          include %1$s/inetorgperson.schema
          include %1$s/nis.schema
          modulepath /usr/lib/ldap
          moduleload back_mdb
          moduleload ppolicy
          pidfile %2$s/pid
          TLSCertificateFile %3$s
          TLSCertificateKeyFile %4$s
          TLSProtocolMin 3.3
          sizelimit 500
          database mdb
          maxsize 1073741824
          suffix "%5$s"
          rootdn "cn=root,%5$s"
          rootpw root
          directory %6$s
          dbnosync
          index objectClass eq
          index uid eq
          index member eq
          overlay ppolicy
          ppolicy_use_lockout
          access to attrs=userPassword by anonymous auth by * none
          access to * by dn.exact="%7$s" read by self read by anonymous auth by * none
          """
              .formatted(SCHEMAS, folder, tls.certificate(), tls.key(), BASE, data, OPERATOR));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it, or starts it again on the same ports with the same entries. */
  void startAgain() {
    process =
        ServerProcess.start(
            folder.resolve("log"),
            List.of(
                ServerProcess.need("slapd", MISSING).toString(),
                "-d",
                "0",
                "-f",
                folder.resolve("slapd.conf").toString(),
                "-h",
                "ldap://127.0.0.1:%d/ ldaps://127.0.0.1:%d/".formatted(port, tlsPort)));
    process.awaitPort(InetAddress.getLoopbackAddress(), tlsPort);
    process.awaitPort(InetAddress.getLoopbackAddress(), port);
  }

  void stop() {
    process.stop();
  }

  /** Adds an entry, given as lines of LDIF. */
  void add(String... ldif) {
    try (LDAPConnection root = root()) {
      add(root, ldif);
    } catch (LDAPException e) {
      throw new AssertionError(ldif[0], e);
    }
  }

  private static void add(LDAPConnection root, String... ldif) {
    try {
      root.add(ldif);
    } catch (LDAPException | LDIFException e) {
      throw new AssertionError(String.join(" / ", ldif), e);
    }
  }

  LDAPConnection root() throws LDAPException {
    return new LDAPConnection("127.0.0.1", port, "cn=root," + BASE, "root");
  }

  /** The entry that the operator binds as. */
  void addOperator() {
    add(
        "dn: " + OPERATOR,
        "objectClass: organizationalRole",
        "objectClass: simpleSecurityObject",
        "userPassword: " + PASSWORD);
  }

  void addPerson(String uid, String... more) {
    try (LDAPConnection root = root()) {
      addPerson(root, uid, more);
    } catch (LDAPException e) {
      throw new AssertionError(uid, e);
    }
  }

  void addPerson(LDAPConnection root, String uid, String... more) {
    String[] lines = {
      "dn: uid=" + uid + ",ou=people," + BASE,
      "objectClass: inetOrgPerson",
      "objectClass: posixAccount",
      "objectClass: shadowAccount",
      "uid: " + uid,
      "cn: " + uid,
      "sn: " + uid,
      "displayName: " + uid + " Example",
      "mail: " + uid + "@example.org",
      "uidNumber: 1000",
      "gidNumber: 1000",
      "homeDirectory: /home/" + uid,
      "userPassword: password-of-" + uid
    };
    String[] all = Arrays.copyOf(lines, lines.length + more.length);
    System.arraycopy(more, 0, all, lines.length, more.length);
    add(root, all);
  }

  static String person(String uid) {
    return "uid=" + uid + ",ou=people," + BASE;
  }

  static String group(String cn) {
    return "cn=" + cn + ",ou=groups," + BASE;
  }

  LdapServer plain() {
    return new LdapServer("127.0.0.1", port);
  }

  LdapServer tls() {
    return new LdapServer("127.0.0.1", tlsPort);
  }

  @Override
  public void close() {
    process.stop();
  }
}
