package dev.deskwright.demo;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldif.LDIFException;
import com.unboundid.util.ssl.KeyStoreKeyManager;
import com.unboundid.util.ssl.SSLUtil;
import dev.deskwright.ldap.LdapServer;
import dev.deskwright.ldap.LdapSettings;
import dev.deskwright.ldap.Password;
import dev.deskwright.ldap.Schema;
import dev.deskwright.ldap.Security;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * A simulated directory in the memory of this process, for the demo and for tests: an LDAP server
 * on loopback, with TLS, a certificate of its own, users and groups. It forgets everything when it
 * is closed, keeps passwords as they are, and is not for anything that matters.
 */
public final class InMemoryLdapDirectory implements AutoCloseable {

  private static final String BASE = "dc=simulated,dc=deskwright,dc=test";
  private static final String USERS = "ou=users," + BASE;
  private static final String GROUPS = "ou=groups," + BASE;
  private static final String OPERATOR = "cn=deskwright," + BASE;

  private static final String LOCK = "pwdAccountLockedTime";

  /** As OpenLDAP's password policy writes it: locked by an administrator. */
  private static final String LOCKED = "000001010000Z";

  private final InMemoryDirectoryServer server;
  private final String certificate;
  private final String operatorPassword;

  /** A user to be. */
  public record NewUser(String loginName, String password, String displayName, boolean disabled) {}

  private InMemoryLdapDirectory(
      InMemoryDirectoryServer server, String certificate, String operatorPassword) {
    this.server = server;
    this.certificate = certificate;
    this.operatorPassword = operatorPassword;
  }

  /** Listens on a free port of the loopback address; it has no users yet. */
  public static InMemoryLdapDirectory start() throws IOException {
    return start(new InMemoryOperationInterceptor[0]);
  }

  /** The same, with interceptors that see each request. */
  public static InMemoryLdapDirectory start(InMemoryOperationInterceptor... interceptors)
      throws IOException {
    String secret = new BigInteger(160, new SecureRandom()).toString(36);
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      SelfSigned certificate = SelfSigned.in(folder.path(), "Simulated directory");
      InMemoryDirectoryServer server =
          new InMemoryDirectoryServer(config(certificate, secret, interceptors));
      server.add("dn: " + BASE, "objectClass: domain", "dc: simulated");
      server.add("dn: " + USERS, "objectClass: organizationalUnit", "ou: users");
      server.add("dn: " + GROUPS, "objectClass: organizationalUnit", "ou: groups");
      server.startListening();
      return new InMemoryLdapDirectory(server, certificate.certificate(), secret);
    } catch (LDAPException | LDIFException | GeneralSecurityException e) {
      throw new IOException("the simulated directory does not start", e);
    }
  }

  private static InMemoryDirectoryServerConfig config(
      SelfSigned certificate, String secret, InMemoryOperationInterceptor... interceptors)
      throws LDAPException, GeneralSecurityException {
    SSLUtil tls =
        new SSLUtil(
            new KeyStoreKeyManager(
                certificate.keyStore().toFile(),
                certificate.password().toCharArray(),
                "PKCS12",
                certificate.alias()),
            null);
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
    // Without a schema any attribute goes, also those of a password policy.
    config.setSchema(null);
    config.addAdditionalBindCredentials(OPERATOR, secret);
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPSConfig(
            "ldaps",
            InetAddress.getLoopbackAddress(),
            0,
            tls.createSSLServerSocketFactory(),
            null));
    for (InMemoryOperationInterceptor each : interceptors) {
      config.addInMemoryOperationInterceptor(each);
    }
    return config;
  }

  /** How to connect to it. */
  public LdapSettings settings() {
    return new LdapSettings(
        List.of(new LdapServer("127.0.0.1", server.getListenPort())),
        Optional.empty(),
        Security.LDAPS,
        Optional.of(certificate),
        OPERATOR,
        Password.of(operatorPassword),
        BASE,
        Schema.RFC2307,
        Optional.empty(),
        LdapSettings.DEFAULT_PAGE_SIZE,
        false,
        LdapSettings.DEFAULT_CONNECT_TIMEOUT,
        LdapSettings.DEFAULT_RESPONSE_TIMEOUT);
  }

  /** The password that goes with the settings, for whoever has to write it down. */
  public String bindPassword() {
    return operatorPassword;
  }

  public void addUser(NewUser user) {
    Entry entry = new Entry(userDn(user.loginName()));
    entry.addAttribute("objectClass", "inetOrgPerson", "posixAccount");
    entry.addAttribute("uid", user.loginName());
    entry.addAttribute("cn", user.displayName());
    entry.addAttribute("displayName", user.displayName());
    entry.addAttribute("userPassword", user.password());
    if (user.disabled()) {
      entry.addAttribute(LOCK, LOCKED);
    }
    change(() -> server.add(entry));
  }

  public void setDisabled(String loginName, boolean disabled) {
    Modification change =
        disabled
            ? new Modification(ModificationType.REPLACE, LOCK, LOCKED)
            : new Modification(ModificationType.REPLACE, LOCK);
    change(() -> server.modify(userDn(loginName).toString(), change));
  }

  public void removeUser(String loginName) {
    change(() -> server.delete(userDn(loginName).toString()));
  }

  /** A group with these users, and with all members of these groups. */
  public void addGroup(String name, List<String> loginNames, List<String> groups) {
    Entry entry = new Entry(groupDn(name));
    entry.addAttribute("objectClass", "groupOfNames");
    entry.addAttribute("cn", name);
    loginNames.forEach(each -> entry.addAttribute("member", userDn(each).toString()));
    groups.forEach(each -> entry.addAttribute("member", groupDn(each).toString()));
    change(() -> server.add(entry));
  }

  public void addMember(String group, String loginName) {
    member(ModificationType.ADD, group, loginName);
  }

  public void removeMember(String group, String loginName) {
    member(ModificationType.DELETE, group, loginName);
  }

  private void member(ModificationType type, String group, String loginName) {
    Modification change = new Modification(type, "member", userDn(loginName).toString());
    change(() -> server.modify(groupDn(group).toString(), change));
  }

  private static DN userDn(String loginName) {
    return below(new RDN("uid", loginName), USERS);
  }

  private static DN groupDn(String name) {
    return below(new RDN("cn", name), GROUPS);
  }

  private static DN below(RDN rdn, String parent) {
    try {
      return new DN(rdn, new DN(parent));
    } catch (LDAPException e) {
      throw new IllegalArgumentException(parent, e);
    }
  }

  private interface Change {
    Object make() throws LDAPException;
  }

  private static void change(Change change) {
    try {
      change.make();
    } catch (LDAPException e) {
      throw new DemoFailure("the simulated directory refuses: " + e.getResultCode().getName());
    }
  }

  @Override
  public void close() {
    server.shutDown(true);
  }
}
