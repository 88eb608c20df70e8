package dev.deskwright.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchResult;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import dev.deskwright.demo.InMemoryLdapDirectory;
import dev.deskwright.demo.InMemoryLdapDirectory.NewUser;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that send what was not asked for, too much of it, or to somewhere else. */
class HostileServerTest {

  private static LdapDirectory open(LdapSettings settings) {
    return new LdapDirectory(settings, LdapEnvironment.of(Clock.systemUTC()));
  }

  /** Sends an entry again and again in answer to a search. */
  private static final class Flood extends InMemoryOperationInterceptor {
    private final Entry entry;
    private final int times;

    Flood(Entry entry, int times) {
      this.entry = entry;
      this.times = times;
    }

    @Override
    public void processSearchResult(InMemoryInterceptedSearchResult result) {
      try {
        for (int i = 0; i < times; i++) {
          result.sendSearchEntry(entry);
        }
      } catch (LDAPException gone) {
        // The client has had enough.
      }
    }
  }

  @Test
  void anEntryThatWasNotAskedForIsNotTaken() throws Exception {
    Entry other = new Entry("dn: uid=mallory,dc=x", "objectClass: posixAccount", "uid: mallory");
    try (InMemoryLdapDirectory simulated = InMemoryLdapDirectory.start(new Flood(other, 5));
        LdapDirectory directory = open(simulated.settings())) {
      simulated.addUser(new NewUser("alice", "secret", "Alice", false));
      assertThat(directory.find(List.of("alice", "bob")))
          .containsOnlyKeys("alice", "bob")
          .containsEntry("bob", new Account.Unknown());
    }
  }

  @Test
  void whatIsTakenIsBoundedInBytes() throws Exception {
    Entry large = new Entry("dn: uid=large,dc=x", "objectClass: posixAccount", "uid: large");
    large.addAttribute("mail", "x".repeat(1 << 20));
    try (InMemoryLdapDirectory simulated = InMemoryLdapDirectory.start(new Flood(large, 1000));
        LdapDirectory directory = open(simulated.settings())) {
      assertThatThrownBy(() -> directory.find(List.of("large")))
          .isInstanceOfSatisfying(
              DirectoryUnavailable.class,
              e -> assertThat(e.problem()).isEqualTo(Problem.TOO_MUCH_SENT));
    }
  }

  @Test
  void oneMessageIsBoundedInBytes() throws Exception {
    Entry huge = new Entry("dn: uid=huge,dc=x", "objectClass: posixAccount", "uid: huge");
    huge.addAttribute("mail", "x".repeat(20 << 20));
    try (InMemoryLdapDirectory simulated = InMemoryLdapDirectory.start(new Flood(huge, 1));
        LdapDirectory directory = open(simulated.settings())) {
      assertThatThrownBy(() -> directory.find(List.of("huge")))
          .isInstanceOf(DirectoryUnavailable.class);
    }
  }

  /** Two plain servers; the first refers to the second for one branch. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void passwordsAreNotSentToHostsOutsideTheSettings(boolean follow) throws Exception {
    AtomicInteger binds = new AtomicInteger();
    InMemoryDirectoryServer outside = server(binds);
    InMemoryDirectoryServer inside = server(new AtomicInteger());
    try {
      inside.add(
          "dn: ou=elsewhere,dc=x",
          "objectClass: referral",
          "objectClass: extensibleObject",
          "ou: elsewhere",
          "ref: ldap://127.0.0.1:%d/dc=x".formatted(outside.getListenPort()));
      LdapServer address = new LdapServer("127.0.0.1", inside.getListenPort());
      TestSettings settings =
          TestSettings.of(
              address,
              Security.PLAIN,
              new TestAuthority("Test authority"),
              "cn=op,dc=x",
              "secret",
              "dc=x",
              Schema.RFC2307);
      TestSettings referred = settings.baseDn("ou=below,ou=elsewhere,dc=x");
      for (TestSettings each : List.of(settings, referred)) {
        try (LdapDirectory directory = open((follow ? each.followReferrals() : each).settings())) {
          directory.find(List.of("alice"));
        } catch (DirectoryUnavailable e) {
          assertThat(e.getMessage()).doesNotContain("secret");
        }
      }
      assertThat(binds).hasValue(0);
      if (follow) {
        LdapServer other = new LdapServer("127.0.0.1", outside.getListenPort());
        try (LdapDirectory directory =
            open(settings.servers(address, other).followReferrals().settings())) {
          directory.find(List.of("alice"));
        }
        assertThat(binds).hasPositiveValue();
      }
    } finally {
      inside.shutDown(true);
      outside.shutDown(true);
    }
  }

  private static InMemoryDirectoryServer server(AtomicInteger binds) throws Exception {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=x");
    config.setSchema(null);
    config.setListenerConfigs(InMemoryListenerConfig.createLDAPConfig("plain"));
    config.addAdditionalBindCredentials("cn=op,dc=x", "secret");
    config.addInMemoryOperationInterceptor(
        new InMemoryOperationInterceptor() {
          @Override
          public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request) {
            binds.incrementAndGet();
          }
        });
    InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
    server.add("dn: dc=x", "objectClass: domain", "dc: x");
    server.startListening();
    return server;
  }
}
