package dev.deskwright.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskwright.demo.InMemoryLdapDirectory;
import dev.deskwright.fixture.ServerProcess;
import dev.deskwright.fixture.StandingClock;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Servers found by SRV records. */
class DiscoveryTest {

  private static final String OF_AD = "_ldap._tcp.dc._msdcs.example.test";
  private static final String OF_ANY = "_ldap._tcp.example.test";

  private final StandingClock clock = new StandingClock(Clock.systemUTC().instant());

  private static LdapSettings settings(Security security) {
    LdapSettings s = SettingsTest.GOOD;
    return new LdapSettings(
        List.of(),
        java.util.Optional.of("example.test"),
        security,
        s.trustedCertificates(),
        s.bindName(),
        s.bindPassword(),
        s.baseDn(),
        s.schema(),
        s.userFilter(),
        s.pageSize(),
        s.followReferrals(),
        s.connectTimeout(),
        s.responseTimeout());
  }

  private Discovery discovery(Security security, SrvLookup srv) {
    return new Discovery(settings(security), LdapEnvironment.of(clock).withSrv(srv));
  }

  @Test
  void aRealResolverAsksARealServer() throws IOException {
    SrvRecord record = new SrvRecord(3, 50, 1389, "dc1.example.test");
    SrvRecord other = new SrvRecord(0, 100, 389, "dc2.example.test");
    try (TinyDns dns = new TinyDns(Map.of(OF_AD, List.of(record, other)))) {
      SrvLookup lookup = DnsSrvLookup.of(List.of(dns.address()));
      assertThat(lookup.lookup(OF_AD)).containsExactlyInAnyOrder(record, other);
      assertThat(lookup.lookup(OF_ANY)).isEmpty();
      assertThat(discovery(Security.LDAPS, lookup).servers())
          .containsExactly(
              new LdapServer("dc2.example.test", 636), new LdapServer("dc1.example.test", 1389));
    }
  }

  @Test
  void aDnsServerThatIsNotThereIsAnError() {
    int dead = ServerProcess.freePort();
    assertThatThrownBy(
            () -> DnsSrvLookup.of(List.of(new LdapServer("127.0.0.1", dead))).lookup(OF_AD))
        .isInstanceOf(IOException.class);
  }

  @Test
  void whereThereIsNoActiveDirectoryAnyLdapServerWillDo() {
    Map<String, List<SrvRecord>> zone =
        Map.of(OF_ANY, List.of(new SrvRecord(0, 0, 389, "ldap.example.test")));
    Discovery discovery = discovery(Security.START_TLS, name -> zone.getOrDefault(name, List.of()));
    assertThat(discovery.servers()).containsExactly(new LdapServer("ldap.example.test", 389));
  }

  @Test
  void hostsOutsideTheDomainAreNotTaken() {
    Discovery discovery =
        discovery(
            Security.LDAPS,
            name ->
                List.of(
                    new SrvRecord(0, 0, 389, "dc.attacker.test"),
                    new SrvRecord(0, 0, 389, "notexample.test"),
                    new SrvRecord(1, 0, 389, "DC1.Example.Test")));
    assertThat(discovery.servers()).containsExactly(new LdapServer("DC1.Example.Test", 636));
  }

  @Test
  void prioritiesGoFirstAndWeightsShareTheLoad() {
    List<SrvRecord> records =
        List.of(
            new SrvRecord(1, 0, 389, "last.example.test"),
            new SrvRecord(0, 75, 389, "big.example.test"),
            new SrvRecord(0, 25, 389, "small.example.test"));
    LdapEnvironment base = LdapEnvironment.of(clock).withSrv(name -> records);
    Random random = new Random(4711);
    LdapEnvironment environment =
        new LdapEnvironment(base.clock(), base.srv(), base.addresses(), base.observer(), random);
    List<String> first = new ArrayList<>();
    IntStream.range(0, 1000)
        .forEach(
            i -> {
              List<LdapServer> found =
                  new Discovery(settings(Security.LDAPS), environment).servers();
              assertThat(found).hasSize(3);
              assertThat(found.get(2).host()).isEqualTo("last.example.test");
              first.add(found.get(0).host());
            });
    assertThat(first.stream().filter("big.example.test"::equals).count()).isBetween(700L, 800L);
  }

  @Test
  void whatDnsSaidLastIsUsedWhileItDoesNotAnswer() {
    List<String> asked = new ArrayList<>();
    boolean[] up = {true};
    Discovery discovery =
        discovery(
            Security.LDAPS,
            name -> {
              asked.add(name);
              if (!up[0]) {
                throw new IOException("down");
              }
              return List.of(new SrvRecord(0, 0, 389, "dc1.example.test"));
            });
    assertThat(discovery.servers()).hasSize(1);
    assertThat(discovery.servers()).hasSize(1);
    assertThat(asked).hasSize(1);
    up[0] = false;
    clock.forward(Duration.ofMinutes(6));
    assertThat(discovery.servers()).hasSize(1);
    assertThat(discovery.failure()).contains("DNS does not answer about the domain example.test");
    up[0] = true;
    clock.forward(Duration.ofSeconds(11));
    assertThat(discovery.servers()).hasSize(1);
    assertThat(discovery.failure()).isEmpty();
  }

  @Test
  void nothingDiscoveredIsSaid() throws IOException {
    try (InMemoryLdapDirectory simulated = InMemoryLdapDirectory.start();
        LdapDirectory directory =
            new LdapDirectory(
                settings(Security.LDAPS), LdapEnvironment.of(clock).withSrv(name -> List.of()))) {
      assertThat(simulated.settings().servers()).hasSize(1);
      assertThatThrownBy(() -> directory.find(List.of("alice")))
          .isInstanceOfSatisfying(
              DirectoryUnavailable.class,
              e -> assertThat(e.problem()).isEqualTo(Problem.NOT_DISCOVERED))
          .hasMessage("DNS names no LDAP server of the domain example.test");
      assertThat(directory.check())
          .isEqualTo(
              new Health(
                  List.of(),
                  java.util.Optional.of("DNS names no LDAP server of the domain example.test")));
    }
  }
}
