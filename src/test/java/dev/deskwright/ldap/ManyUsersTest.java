package dev.deskwright.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import dev.deskwright.ldap.LdapObserver.Kind;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What 10,000 users cost, in requests, time and memory, on a real OpenLDAP. */
@WithDirectoryServers(WithDirectoryServers.Kind.SLAPD)
class ManyUsersTest {

  private static final int USERS = 10_000;

  /** Far more than the JVM's own noise, far less than 10,000 entries take. */
  private static final long NOISE = 3 << 20;

  private static final TestAuthority AUTHORITY = new TestAuthority("Test authority");

  private static SlapdProcess slapd;

  @BeforeAll
  static void start() throws LDAPException {
    slapd = SlapdProcess.start(AUTHORITY);
    slapd.addOperator();
    try (LDAPConnection root = slapd.root()) {
      for (int i = 0; i < USERS; i++) {
        slapd.addPerson(root, "user" + i);
      }
    }
  }

  @AfterAll
  static void stop() {
    if (slapd != null) {
      slapd.close();
    }
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "user" + i).toList();
  }

  private static long usedHeap() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  void aCycleCostsFewRequestsAndNoMemory() {
    RequestCount count = new RequestCount();
    try (LdapDirectory directory =
        new LdapDirectory(
            TestSettings.openLdap(slapd.tls(), Security.LDAPS, AUTHORITY).settings(),
            LdapEnvironment.of(Clock.systemUTC()).withObserver(count))) {
      directory.find(names(200), (name, account) -> {});
      long before = usedHeap();
      count.forget();
      int[] active = {0};
      long[] peak = {0};
      List<String> names = names(USERS);
      long begin = System.nanoTime();
      directory.find(
          names,
          (name, account) -> {
            active[0] += account instanceof Account.Active ? 1 : 0;
            if (name.equals("user" + USERS / 2)) {
              peak[0] = usedHeap();
            }
          });
      long millis = (System.nanoTime() - begin) / 1_000_000;
      long after = usedHeap();
      System.out.printf(
          "FIGURE %d users: %d requests (%d searches) in %d ms, heap %+d bytes amid, %+d after%n",
          USERS,
          count.seen().size(),
          count.of(Kind.SEARCH),
          millis,
          peak[0] - before,
          after - before);
      assertThat(active[0]).isEqualTo(USERS);
      assertThat(count.seen()).hasSizeLessThanOrEqualTo(100);
      assertThat(peak[0] - before).isLessThan(NOISE);
      assertThat(after - before).isLessThan(NOISE);
    }
  }

  /** The whole answer kept, for comparison; and few asked of many cost as few of few. */
  @Test
  void aMapOfAllIsAsLargeAsItsAccounts() {
    RequestCount count = new RequestCount();
    try (LdapDirectory directory =
        new LdapDirectory(
            TestSettings.openLdap(slapd.tls(), Security.LDAPS, AUTHORITY).settings(),
            LdapEnvironment.of(Clock.systemUTC()).withObserver(count))) {
      directory.find(names(10));
      assertThat(count.of(Kind.SEARCH)).isEqualTo(1);
      long before = usedHeap();
      Map<String, Account> all = new HashMap<>(directory.find(names(USERS)));
      long kept = usedHeap() - before;
      System.out.printf("FIGURE %d accounts kept: %d bytes, %d each%n", USERS, kept, kept / USERS);
      assertThat(all).hasSize(USERS);
      assertThat(kept / USERS).isLessThan(2048);
    }
  }
}
