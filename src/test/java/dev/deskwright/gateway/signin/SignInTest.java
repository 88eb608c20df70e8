package dev.deskwright.gateway.signin;

import static dev.deskwright.gateway.signin.SignInFixture.OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectorySpec.DeviceType;
import dev.deskwright.demo.InMemoryLdapDirectory;
import dev.deskwright.demo.InMemoryLdapDirectory.NewUser;
import dev.deskwright.directory.LdapUsers;
import dev.deskwright.directory.TrustingDirectories;
import dev.deskwright.gateway.client.Client;
import dev.deskwright.gateway.signin.Step.Code;
import dev.deskwright.gateway.signin.Step.Done;
import dev.deskwright.gateway.signin.Step.Enrol;
import dev.deskwright.gateway.signin.Step.NeedsCode;
import dev.deskwright.gateway.signin.Step.Refused;
import dev.deskwright.gateway.state.Kind;
import dev.deskwright.ldap.LdapDirectory;
import dev.deskwright.ldap.LdapEnvironment;
import dev.deskwright.otp.Totp;
import dev.deskwright.otp.TotpSecret;
import dev.deskwright.users.UserDirectories;
import dev.deskwright.users.UserDirectory;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From name and password to a session, against an LDAP server. */
class SignInTest {

  private static InMemoryLdapDirectory ldap;

  private final SignInFixture gateway =
      new SignInFixture(new TrustingDirectories(direct(), namespace -> List.of()));
  private final SignIn signIn = gateway.replica();
  private final Directory plain = gateway.directory("netbiosName: CORP");
  private final Directory totp = gateway.directory("totp", "mfa: {method: TOTP, issuer: Corp}");

  @BeforeAll
  static void start() throws IOException {
    ldap = InMemoryLdapDirectory.start();
    ldap.addUser(new NewUser("Alice", "open sesame", "Alice A.", false));
    ldap.addUser(new NewUser("bob", "b", "Bob", false));
    ldap.addUser(new NewUser("eve", "e", "Eve", true));
  }

  @AfterAll
  static void stop() {
    ldap.close();
  }

  private static UserDirectories direct() {
    return new UserDirectories() {
      @Override
      public UserDirectory open(Directory directory) {
        return new LdapUsers(
            directory,
            ldap.settings(),
            new LdapDirectory(ldap.settings(), LdapEnvironment.of(Clock.systemUTC())));
      }

      @Override
      public boolean isCurrent(Directory directory, UserDirectory opened) {
        return true;
      }
    };
  }

  private static Client client(int number) {
    return new Client("198.51.100." + number, DeviceType.Linux);
  }

  private static Step begin(SignIn at, Directory directory, String user, String password) {
    return at.begin(directory, user, password.toCharArray(), OFFICE);
  }

  private Step begin(Directory directory, String user, String password) {
    return begin(signIn, directory, user, password);
  }

  private static Code code(Step step) {
    assertThat(step).isInstanceOf(Refused.class);
    return ((Refused) step).code();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"alice", "ALICE", " alice ", "CORP\\alice", "alice@simulated.deskwright.test"})
  void aRightPasswordGivesASession(String userName) {
    Done done = (Done) begin(plain, userName, "open sesame");
    assertThat(done.session().userName()).isEqualTo("Alice");
    assertThat(done.session().displayName()).isEqualTo("Alice A.");
    assertThat(done.session().directoryUid()).isEqualTo("uid-of-corp");
    assertThat(done.session().deviceType()).isEqualTo(DeviceType.Linux);
    assertThat(gateway.sessions.open(gateway.sessions.seal(done.session()))).isPresent();
    assertThat(gateway.pauses).isEmpty();
    assertThat(gateway.shared.all(Kind.ATTEMPTS)).as("nothing failed").isEmpty();
  }

  @Test
  void allFailuresLookTheSameAndTakeTheSame() {
    Step wrong = begin(plain, "alice", "open barley");
    assertThat(code(wrong)).isEqualTo(Code.SignInFailed);
    assertThat(begin(plain, "nobody", "x")).isEqualTo(wrong);
    assertThat(begin(plain, "alice", "")).isEqualTo(wrong);
    assertThat(begin(plain, "", "x")).isEqualTo(wrong);
    assertThat(begin(plain, "eve", "e")).as("disabled").isEqualTo(wrong);
    assertThat(begin(plain, "OTHER\\alice", "open sesame")).isEqualTo(wrong);
    assertThat(begin(plain, "*", "open sesame")).isEqualTo(wrong);
    assertThat(gateway.pauses)
        .hasSize(7)
        .allSatisfy(
            pause -> assertThat(pause).isBetween(Duration.ofMillis(400), Duration.ofMillis(500)));
    assertThat(gateway.count("WRONG_PASSWORD")).isEqualTo(7);
  }

  @Test
  void thePasswordIsWiped() {
    char[] password = "open sesame".toCharArray();
    signIn.begin(plain, "alice", password, OFFICE);
    assertThat(password).containsOnly('\0');
    Directory closed = gateway.directory("closed", "ipAccessRules: [{cidr: 192.0.2.0/24}]");
    char[] unused = "open sesame".toCharArray();
    signIn.begin(closed, "alice", unused, OFFICE);
    assertThat(unused).containsOnly('\0');
  }

  @Test
  void fiveFailuresLockAUserOutWhetherTheyExistOrNotAndOnEveryReplica() {
    for (String user : List.of("alice", "nobody")) {
      for (int i = 0; i < 5; i++) {
        assertThat(code(begin(gateway.replica(), plain, user, "wrong")))
            .isEqualTo(Code.SignInFailed);
      }
      Refused refused = (Refused) begin(gateway.replica(), plain, user, "open sesame");
      assertThat(refused.code()).isEqualTo(Code.TooManyAttempts);
      assertThat(refused.retryAfter()).contains(Duration.ofMinutes(15));
    }
    assertThat(code(begin(plain, "CORP\\ALICE", "open sesame")))
        .as("by any spelling")
        .isEqualTo(Code.TooManyAttempts);
    assertThat(begin(plain, "bob", "b")).as("nobody else").isInstanceOf(Done.class);
    assertThat(begin(totp, "alice", "open sesame"))
        .as("in another Directory")
        .isInstanceOf(Enrol.class);
    gateway.clock.forward(Duration.ofMinutes(15));
    assertThat(begin(plain, "alice", "open sesame")).isInstanceOf(Done.class);
  }

  @Test
  void anAddressThatTriesManyUsersIsLockedOut() {
    for (int i = 0; i < 30; i++) {
      assertThat(code(begin(plain, "user" + i, "Winter2026"))).isEqualTo(Code.SignInFailed);
    }
    assertThat(code(begin(plain, "alice", "open sesame"))).isEqualTo(Code.TooManyAttempts);
    assertThat(signIn.begin(plain, "alice", "open sesame".toCharArray(), client(1)))
        .isInstanceOf(Done.class);
  }

  @Test
  void manyRequestsAtOnceHaveFiveTriesTogether() throws Exception {
    List<SignIn> replicas = List.of(gateway.replica(), gateway.replica());
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Callable<Step>> requests = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      SignIn replica = replicas.get(i % 2);
      Client client = client(i);
      requests.add(() -> replica.begin(plain, "alice", "wrong".toCharArray(), client));
    }
    List<Code> codes = new ArrayList<>();
    for (Future<Step> each : threads.invokeAll(requests)) {
      codes.add(code(each.get()));
    }
    threads.shutdownNow();
    assertThat(codes).filteredOn(Code.SignInFailed::equals).hasSize(5);
    assertThat(codes).filteredOn(Code.TooManyAttempts::equals).hasSize(35);
  }

  @Test
  void rulesForAddressesAndDevicesComeBeforeThePassword() {
    Directory office = gateway.directory("office", "ipAccessRules: [{cidr: 203.0.113.0/24}]");
    Directory noPhones = gateway.directory("no-phones", "deviceTypes: [Web, Linux, Windows]");
    var home = new Client("192.0.2.1", DeviceType.Linux);
    var phone = new Client("203.0.113.7", DeviceType.iOS);
    for (int i = 0; i < 20; i++) {
      assertThat(code(signIn.begin(office, "alice", "wrong".toCharArray(), home)))
          .isEqualTo(Code.AddressForbidden);
      assertThat(code(signIn.begin(noPhones, "alice", "wrong".toCharArray(), phone)))
          .isEqualTo(Code.DeviceForbidden);
    }
    assertThat(begin(office, "alice", "open sesame")).isInstanceOf(Done.class);
    assertThat(begin(noPhones, "alice", "open sesame")).isInstanceOf(Done.class);
    assertThat(code(signIn.enter(office, "alice", true, home))).isEqualTo(Code.AddressForbidden);
    assertThat(signIn.enter(office, "alice", true, OFFICE)).isInstanceOf(Done.class);
  }

  @Test
  void whoIsVouchedForIsAUserHereAndGivesTheSecondFactor() {
    assertThat(signIn.enter(plain, "alice", false, OFFICE)).isInstanceOf(Done.class);
    assertThat(signIn.enter(totp, "alice", true, OFFICE)).isInstanceOf(Done.class);
    assertThat(signIn.enter(totp, "alice", false, OFFICE)).isInstanceOf(Enrol.class);
    assertThat(code(signIn.enter(plain, "nobody", true, OFFICE))).isEqualTo(Code.SignInFailed);
  }

  private TotpSecret enrolled(String user, String password) {
    Enrol enrol = (Enrol) begin(totp, user, password);
    TotpSecret secret = TotpSecret.ofBase32(enrol.secret());
    assertThat(signIn.code(enrol.challenge(), now(secret), OFFICE)).isInstanceOf(Done.class);
    gateway.clock.forward(Duration.ofSeconds(30));
    return secret;
  }

  private String now(TotpSecret secret) {
    return Totp.code(secret, Totp.step(gateway.clock.instant()));
  }

  private String challenge() {
    return ((NeedsCode) begin(gateway.replica(), totp, "alice", "open sesame")).challenge();
  }

  @Test
  void anAppIsSetUpAtTheFirstSignInAndAskedForFromThenOn() {
    Enrol enrol = (Enrol) begin(totp, "alice", "open sesame");
    assertThat(enrol.uri()).startsWith("otpauth://totp/Corp:Alice?").contains(enrol.secret());
    assertThat(enrol.qrSvg()).startsWith("<svg");
    assertThat(enrol.challenge()).doesNotContain(enrol.secret()).hasSizeLessThan(4096);
    assertThat(enrol.toString()).doesNotContain(enrol.secret());
    TotpSecret secret = TotpSecret.ofBase32(enrol.secret());
    assertThat(code(signIn.code(enrol.challenge(), "000000", OFFICE))).isEqualTo(Code.CodeWrong);

    Done done = (Done) gateway.replica().code(enrol.challenge(), now(secret), OFFICE);
    assertThat(done.recoveryCodes()).hasSize(10);
    assertThat(code(signIn.code(enrol.challenge(), now(secret), OFFICE)))
        .as("not a second time")
        .isEqualTo(Code.ChallengeExpired);

    NeedsCode asked = (NeedsCode) begin(totp, "alice", "open sesame");
    assertThat(asked.prompt()).isEmpty();
    assertThat(code(signIn.code(asked.challenge(), now(secret), OFFICE)))
        .as("the code of the enrolment")
        .isEqualTo(Code.CodeWrong);
    gateway.clock.forward(Duration.ofSeconds(30));
    Done again = (Done) signIn.code(asked.challenge(), now(secret), OFFICE);
    assertThat(again.recoveryCodes()).isEmpty();
    assertThat(again.session().id()).isNotEqualTo(done.session().id());
  }

  @Test
  void aCodeIsGoodOnceForAllReplicasAlsoAfterOneHasDied() {
    TotpSecret secret = enrolled("alice", "open sesame");
    String first = challenge();
    String second = challenge();
    String code = now(secret);
    assertThat(gateway.replica().code(first, code, OFFICE)).isInstanceOf(Done.class);
    assertThat(code(gateway.replica().code(second, code, OFFICE))).isEqualTo(Code.CodeWrong);
    String earlier = Totp.code(secret, Totp.step(gateway.clock.instant()) - 1);
    assertThat(code(gateway.replica().code(second, earlier, OFFICE)))
        .as("nor one from before it")
        .isEqualTo(Code.CodeWrong);
    gateway.clock.forward(Duration.ofSeconds(30));
    assertThat(gateway.replica().code(second, now(secret), OFFICE)).isInstanceOf(Done.class);
  }

  @Test
  void oneOfTwoReplicasThatGetACodeAtOnceTakesIt() {
    TotpSecret secret = enrolled("alice", "open sesame");
    String first = challenge();
    String second = challenge();
    List<Step> overtaking = new ArrayList<>();
    SignIn slow = gateway.replica();
    SignIn fast = gateway.replica();
    // Counting the try takes two changes; the third is that of the code.
    gateway.way.meanwhile(
        () ->
            gateway.way.meanwhile(
                () ->
                    gateway.way.meanwhile(
                        () -> overtaking.add(fast.code(second, now(secret), OFFICE)))));
    Step overtaken = slow.code(first, now(secret), OFFICE);
    assertThat(overtaking).singleElement().isInstanceOf(Done.class);
    assertThat(code(overtaken)).isEqualTo(Code.CodeWrong);
  }

  @Test
  void aRecoveryCodeIsGoodOnce() {
    Enrol enrol = (Enrol) begin(totp, "alice", "open sesame");
    TotpSecret secret = TotpSecret.ofBase32(enrol.secret());
    Done done = (Done) signIn.code(enrol.challenge(), now(secret), OFFICE);
    String recovery = done.recoveryCodes().get(3);
    assertThat(
            signIn.code(challenge(), recovery.toUpperCase(Locale.ROOT).replace("-", " "), OFFICE))
        .isInstanceOf(Done.class);
    assertThat(code(gateway.replica().code(challenge(), recovery, OFFICE)))
        .isEqualTo(Code.CodeWrong);
    assertThat(signIn.code(challenge(), done.recoveryCodes().get(4), OFFICE))
        .isInstanceOf(Done.class);
    assertThat(gateway.shared.all(Kind.ENROLMENTS).toString()).doesNotContain(recovery);
  }

  @Test
  void wrongCodesLockOutTooAndARightPasswordDoesNotHelp() {
    TotpSecret secret = enrolled("alice", "open sesame");
    String last = challenge();
    for (int i = 0; i < 5; i++) {
      assertThat(code(gateway.replica().code(challenge(), "1234567", OFFICE)))
          .isEqualTo(Code.CodeWrong);
    }
    assertThat(code(gateway.replica().code(last, now(secret), OFFICE)))
        .isEqualTo(Code.TooManyAttempts);
    assertThat(code(begin(totp, "alice", "open sesame"))).isEqualTo(Code.TooManyAttempts);
    gateway.clock.forward(Duration.ofMinutes(15));
    assertThat(signIn.code(challenge(), now(secret), OFFICE)).isInstanceOf(Done.class);
    assertThat(gateway.count("WRONG_CODE")).isEqualTo(5);
  }

  @Test
  void aChallengeIsForAWhileForADeviceAndForTheRulesItWasMadeUnder() {
    TotpSecret secret = enrolled("alice", "open sesame");
    String challenge = challenge();
    assertThat(code(signIn.code(challenge, now(secret), new Client("203.0.113.7", DeviceType.iOS))))
        .isEqualTo(Code.ChallengeExpired);
    assertThat(code(signIn.code("v1.AAAA", now(secret), OFFICE))).isEqualTo(Code.ChallengeExpired);
    assertThat(code(signIn.code("", now(secret), OFFICE))).isEqualTo(Code.ChallengeExpired);
    String session = gateway.sessions.seal(((Done) begin(plain, "bob", "b")).session());
    assertThat(code(signIn.code(session, now(secret), OFFICE))).isEqualTo(Code.ChallengeExpired);

    gateway.directory("totp", "ipAccessRules: [{cidr: 192.0.2.0/24}], mfa: {method: TOTP}");
    assertThat(code(signIn.code(challenge, now(secret), OFFICE))).isEqualTo(Code.AddressForbidden);
    gateway.directory(
        "totp",
        "mfa: {method: RADIUS, radius: {servers: [{host: r}], sharedSecretRef: {name: s}}}");
    assertThat(code(signIn.code(challenge, now(secret), OFFICE))).isEqualTo(Code.ChallengeExpired);
    Directory anew = gateway.directory("totp", "mfa: {method: TOTP}");
    anew.getMetadata().setUid("another");
    assertThat(code(signIn.code(challenge, now(secret), OFFICE))).isEqualTo(Code.ChallengeExpired);

    gateway.directory("totp", "mfa: {method: TOTP, issuer: Corp}");
    gateway.clock.forward(Duration.ofMinutes(5));
    assertThat(code(signIn.code(challenge, now(secret), OFFICE))).isEqualTo(Code.ChallengeExpired);
    assertThat(signIn.code(challenge(), now(secret), new Client("192.0.2.9", DeviceType.Linux)))
        .as("from another address")
        .isInstanceOf(Done.class);
  }

  @Test
  void anAppIsSetUpByTheFirstOfTwoAndAnewWhenAnAdministratorHasDeletedIt() {
    Enrol mine = (Enrol) begin(totp, "alice", "open sesame");
    Enrol theirs = (Enrol) begin(totp, "alice", "open sesame");
    assertThat(mine.secret()).isNotEqualTo(theirs.secret());
    assertThat(signIn.code(mine.challenge(), now(TotpSecret.ofBase32(mine.secret())), OFFICE))
        .isInstanceOf(Done.class);
    assertThat(
            code(
                signIn.code(theirs.challenge(), now(TotpSecret.ofBase32(theirs.secret())), OFFICE)))
        .isEqualTo(Code.ChallengeExpired);
    assertThat(begin(totp, "alice", "open sesame")).isInstanceOf(NeedsCode.class);

    String id = dev.deskwright.kernel.Ids.directory("uid-of-totp");
    gateway.shared.delete(Kind.ENROLMENTS, id + "/alice");
    assertThat(begin(totp, "alice", "open sesame")).isInstanceOf(Enrol.class);
  }

  @Test
  void withoutTheStateNobodySignsInAndNoPasswordIsTried() {
    gateway.way.away(true);
    assertThat(code(begin(plain, "alice", "open sesame"))).isEqualTo(Code.Unavailable);
    gateway.way.away(false);
    assertThat(begin(plain, "alice", "open sesame")).isInstanceOf(Done.class);
    assertThat(gateway.count("UNAVAILABLE")).isEqualTo(1);
  }
}
