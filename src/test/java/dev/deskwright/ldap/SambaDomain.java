package dev.deskwright.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import dev.deskwright.fixture.ServerProcess;
import dev.deskwright.ldap.TestAuthority.ServerFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A real Active Directory domain: Samba as its only domain controller, with LDAP, LDAPS and DNS on
 * a loopback address of its own. Provisioning takes some 20 s, so one serves the whole test run.
 */
final class SambaDomain {

  static final String MISSING =
      "This test needs Samba as a domain controller and the user root: the Debian packages samba,"
          + " samba-ad-provision and winbind (apt-get install samba samba-ad-provision winbind)";

  static final String DNS_NAME = "corp.deskwright.test";
  static final String BASE = "DC=corp,DC=deskwright,DC=test";
  static final String HOST = "dc1." + DNS_NAME;
  static final String ADMINISTRATOR = "administrator@" + DNS_NAME;
  static final String PASSWORD = "Secret-of-the-admin-4711";

  private static SambaDomain shared;

  private final TestAuthority authority = new TestAuthority("Test authority");
  private final Path folder = ServerProcess.newFolder("samba");
  private final InetAddress address = randomLoopback();
  private ServerProcess process;

  private SambaDomain() {}

  static Optional<String> missing() {
    boolean there =
        ServerProcess.find("samba").isPresent()
            && ServerProcess.find("samba-tool").isPresent()
            && Files.isDirectory(Path.of("/usr/share/samba/setup"))
            && "root".equals(System.getProperty("user.name"));
    return there ? Optional.empty() : Optional.of(MISSING);
  }

  /** Provisioned and started at the first call. */
  static synchronized SambaDomain shared() {
    if (shared == null) {
      SambaDomain domain = new SambaDomain();
      domain.provision();
      domain.start();
      shared = domain;
    }
    return shared;
  }

  /** So that several runs on one machine do not meet: the ports are the usual ones. */
  private static InetAddress randomLoopback() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    try {
      return InetAddress.getByAddress(
          new byte[] {
            127,
            (byte) random.nextInt(1, 255),
            (byte) random.nextInt(1, 255),
            (byte) random.nextInt(2, 255)
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void provision() {
    ServerProcess.run(
        folder.resolve("provision.log"),
        Duration.ofMinutes(5),
        List.of(
            ServerProcess.need("samba-tool", MISSING).toString(),
            "domain",
            "provision",
            "--realm=" + DNS_NAME.toUpperCase(Locale.ROOT),
            "--domain=CORP",
            "--server-role=dc",
            "--dns-backend=SAMBA_INTERNAL",
            "--adminpass=" + PASSWORD,
            "--host-name=dc1",
            "--host-ip=" + address.getHostAddress(),
            "--targetdir=" + folder,
            "--option=interfaces = " + address.getHostAddress() + "/8",
            "--option=bind interfaces only = yes"));
    Path settings = folder.resolve("etc/smb.conf");
    ServerFiles tls =
        authority.issue(
            folder.resolve("server-tls"),
            Instant.now().plus(Duration.ofDays(30)),
            HOST,
            address.getHostAddress());
    try {
      Files.createDirectories(folder.resolve("run"));
      Path ca = Files.writeString(folder.resolve("server-tls/ca.pem"), authority.pem());
      String more =
          """
          [global]
          server services = ldap, dns
          pid directory = %1$s/run
          logging = file
          log file = %1$s/samba.log
          tls enabled = yes
          tls certfile = %2$s
          tls keyfile = %3$s
          tls cafile = %4$s
          """
              .formatted(folder, tls.certificate(), tls.key(), ca);
      String generated = Files.readString(settings);
      Files.writeString(settings, generated.replaceFirst("\\[global\\]\n", more));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void start() {
    process =
        ServerProcess.start(
            folder.resolve("out.log"),
            List.of(
                ServerProcess.need("samba", MISSING).toString(),
                "--interactive",
                "--model=single",
                "--configfile=" + folder.resolve("etc/smb.conf")));
    process.awaitPort(address, 636);
    process.awaitPort(address, 389);
    process.awaitPort(address, 53);
  }

  void stop() {
    process.stop();
  }

  LdapServer ldaps() {
    return new LdapServer(address.getHostAddress(), 636);
  }

  LdapServer plain() {
    return new LdapServer(address.getHostAddress(), 389);
  }

  LdapServer dns() {
    return new LdapServer(address.getHostAddress(), 53);
  }

  InetAddress address() {
    return address;
  }

  TestSettings settings(Security security) {
    return TestSettings.of(
        security == Security.LDAPS ? ldaps() : plain(),
        security,
        authority,
        ADMINISTRATOR,
        PASSWORD,
        BASE,
        Schema.ACTIVE_DIRECTORY);
  }

  /** As administrator. */
  LDAPConnection connect() {
    try {
      LDAPConnectionOptions options = new LDAPConnectionOptions();
      options.setResponseTimeoutMillis(30_000);
      return new LDAPConnection(
          new SSLUtil(new TrustAllTrustManager()).createSSLSocketFactory(),
          options,
          address.getHostAddress(),
          636,
          ADMINISTRATOR,
          PASSWORD);
    } catch (LDAPException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static String user(String name) {
    return "CN=" + name + ",CN=Users," + BASE;
  }

  static String passwordOf(String name) {
    return "Password-of-" + name + "-1";
  }

  /** A user with a password; a normal account that never expires, unless said otherwise. */
  void addUser(String name, String... more) {
    String quoted = '"' + passwordOf(name) + '"';
    List<String> ldif =
        new ArrayList<>(
            List.of(
                "dn: " + user(name),
                "objectClass: user",
                "sAMAccountName: " + name,
                "displayName: " + name + " of Corp",
                "unicodePwd:: "
                    + Base64.getEncoder()
                        .encodeToString(quoted.getBytes(StandardCharsets.UTF_16LE))));
    ldif.addAll(List.of(more));
    if (ldif.stream().noneMatch(line -> line.startsWith("userAccountControl"))) {
      ldif.add("userAccountControl: 512");
    }
    add(ldif.toArray(String[]::new));
  }

  void addGroup(String name, String... members) {
    List<String> ldif =
        new ArrayList<>(
            List.of("dn: " + user(name), "objectClass: group", "sAMAccountName: " + name));
    for (String member : members) {
      ldif.add("member: " + member);
    }
    add(ldif.toArray(String[]::new));
  }

  void add(String... ldif) {
    try (LDAPConnection admin = connect()) {
      admin.add(ldif);
    } catch (LDAPException | LDIFException e) {
      throw new AssertionError(ldif[0], e);
    }
  }

  /** Runs Python with Samba's libraries on the domain's database, past what LDAP allows. */
  void python(String statements) {
    String script =
        """
        from samba.auth import system_session
        from samba.param import LoadParm
        from samba.samdb import SamDB
        lp = LoadParm()
        lp.load("%1$s/etc/smb.conf")
        db = SamDB(url="%1$s/private/sam.ldb", session_info=system_session(), lp=lp)
        %2$s
        """
            .formatted(folder, statements);
    ServerProcess.run(
        folder.resolve("python.log"),
        Duration.ofMinutes(1),
        List.of("/usr/bin/python3", "-c", script));
  }
}
