package dev.deskwright.directory;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectoryStatus.ServerStatus;
import dev.deskwright.api.v1alpha1.UserStatus;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.ldap.Account;
import dev.deskwright.ldap.Authentication;
import dev.deskwright.ldap.DirectoryUnavailable;
import dev.deskwright.ldap.LdapDirectory;
import dev.deskwright.ldap.LdapSettings;
import dev.deskwright.ldap.Login;
import dev.deskwright.ldap.NoSuchGroup;
import dev.deskwright.ldap.ServerHealth;
import dev.deskwright.ldap.Trust;
import dev.deskwright.ldap.User;
import dev.deskwright.users.Health;
import dev.deskwright.users.PasswordAnswer;
import dev.deskwright.users.UserAnswer;
import dev.deskwright.users.UserAnswer.Gone;
import dev.deskwright.users.UserDirectory;
import dev.deskwright.users.UsersUnavailable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The users of a Directory whose servers speak LDAP, in the words of WorkSpaces. */
public final class LdapUsers implements UserDirectory {

  private static final int LONGEST_NAME = 256;

  private final String name;
  private final LdapSettings settings;
  private final LdapDirectory ldap;

  /** Takes the connection over, and closes it in the end. */
  public LdapUsers(Directory directory, LdapSettings settings, LdapDirectory ldap) {
    this.name = directory.getMetadata().getName();
    this.settings = settings;
    this.ldap = ldap;
  }

  LdapSettings settings() {
    return settings;
  }

  @Override
  public Map<String, UserAnswer> find(Collection<String> userNames) {
    return answered(
        () -> {
          Map<String, UserAnswer> answers = new HashMap<>();
          ldap.find(
              userNames, (userName, account) -> answers.put(userName, answer(userName, account)));
          return answers;
        });
  }

  private UserAnswer answer(String userName, Account account) {
    if (account instanceof Account.Active active) {
      return new UserAnswer.Known(status(active.user()));
    }
    if (account instanceof Account.Disabled disabled) {
      boolean expired = disabled.cause() == Account.Cause.EXPIRED;
      return new Gone(
          WorkSpaceReason.UserDisabled,
          "The account of user \"%s\" in Directory \"%s\" %s: see to it there."
              .formatted(userName, name, expired ? "has expired" : "is disabled"));
    }
    return account instanceof Account.Ambiguous
        ? new Gone(
            WorkSpaceReason.UserAmbiguous,
            "Several entries of Directory \"%s\" have the login name \"%s\": narrow connection.baseDn or userFilter."
                .formatted(name, userName))
        : new Gone(
            WorkSpaceReason.UserNotFound,
            "Directory \"%s\" has no user \"%s\": create it there, or delete the WorkSpace."
                .formatted(name, userName));
  }

  private static UserStatus status(User user) {
    return new UserStatus(
        user.dn(),
        user.displayName().map(LdapUsers::shortened).orElse(null),
        user.mail().map(LdapUsers::shortened).orElse(null),
        null);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME);
  }

  @Override
  public Health check() {
    var health = ldap.check();
    return Health.of(
        Stream.concat(
                health.servers().stream().map(LdapUsers::status),
                health.discovery().map(why -> new ServerStatus("DNS", false, why)).stream())
            .toList());
  }

  private static ServerStatus status(ServerHealth server) {
    String address = server.server().host() + ":" + server.server().port();
    return server instanceof ServerHealth.Unreachable silent
        ? new ServerStatus(address, false, silent.message())
        : new ServerStatus(address, true, null);
  }

  @Override
  public Set<String> membersOf(String group) {
    return answered(() -> ldap.membersOf(group));
  }

  @Override
  public PasswordAnswer authenticate(String userName, char[] password) {
    return answered(() -> answer(ldap.signIn(userName, password)));
  }

  private static PasswordAnswer answer(Login login) {
    if (login.authentication() != Authentication.ACCEPTED) {
      return new PasswordAnswer.Refused(
          switch (login.authentication()) {
            case WRONG_PASSWORD -> "wrong password";
            case UNKNOWN_USER -> "no such user";
            case DISABLED -> "account disabled";
            case EXPIRED -> "account expired";
            case LOCKED -> "account locked by the directory";
            case PASSWORD_MUST_CHANGE -> "password must be changed first";
            default -> "not permitted now by the directory";
          });
    }
    return accepted(login.user().orElseThrow());
  }

  @Override
  public PasswordAnswer identify(String userName) {
    Account account = answered(() -> ldap.find(List.of(userName)).get(userName));
    return account instanceof Account.Active active
        ? accepted(active.user())
        : new PasswordAnswer.Refused(
            account instanceof Account.Disabled disabled
                ? "account " + disabled.cause().name().toLowerCase(Locale.ROOT)
                : account instanceof Account.Ambiguous ? "several such users" : "no such user");
  }

  private static PasswordAnswer accepted(User user) {
    return new PasswordAnswer.Accepted(
        user.loginName(), user.displayName().map(LdapUsers::shortened));
  }

  @Override
  public Set<String> groupsOf(String userName) {
    return answered(
        () ->
            ldap.find(List.of(userName)).get(userName) instanceof Account.Active active
                ? ldap.groupsOf(active.user())
                : Set.of());
  }

  @Override
  public List<String> trustedDomains() {
    return answered(
        () -> ldap.trusts().stream().filter(Trust::admitsPartner).map(Trust::partner).toList());
  }

  private static <T> T answered(Supplier<T> question) {
    try {
      return question.get();
    } catch (DirectoryUnavailable | NoSuchGroup e) {
      throw new UsersUnavailable(e.getMessage());
    }
  }

  @Override
  public void close() {
    ldap.close();
  }
}
