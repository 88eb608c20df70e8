package dev.deskwright.gateway.signin;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.gateway.client.Client;
import dev.deskwright.gateway.signin.Attempts.Counted;
import dev.deskwright.gateway.signin.SignInReport.Outcome;
import dev.deskwright.users.PasswordAnswer;
import dev.deskwright.users.UserDirectory;
import dev.deskwright.users.UsersUnavailable;

/** Name and password, as the directory has them. Each try is counted before it is made. */
final class FirstFactor {

  private final OpenDirectories directories;
  private final Attempts attempts;
  private final SecondFactor next;

  FirstFactor(OpenDirectories directories, Attempts attempts, SecondFactor next) {
    this.directories = directories;
    this.attempts = attempts;
    this.next = next;
  }

  Verdict check(Directory directory, String userName, char[] password, Client client) {
    UserDirectory users = directories.of(directory);
    String tried = Person.tried(directory, users.canonical(userName));
    Attempts.Count count = attempts.count(tried, client.address());
    if (count instanceof Attempts.Locked locked) {
      return Verdict.locked(locked);
    }
    Counted counted = (Counted) count;
    PasswordAnswer answer = ask(directory, users, userName, password, counted);
    if (answer instanceof PasswordAnswer.Accepted accepted) {
      // Only this one: else whoever has the password could try codes without end.
      attempts.giveBack(counted);
      String displayName = accepted.displayName().orElse(accepted.loginName());
      return next.begin(
          directory, new Person(tried, accepted.loginName(), displayName, client.deviceType()));
    }
    String reason = ((PasswordAnswer.Refused) answer).reason();
    return new Verdict(Refusals.failed(), Outcome.WRONG_PASSWORD, "refused: " + reason);
  }

  private PasswordAnswer ask(
      Directory directory, UserDirectory users, String userName, char[] password, Counted counted) {
    try {
      return users.authenticate(userName, password);
    } catch (UsersUnavailable e) {
      directories.doubt(directory);
      attempts.giveBack(counted);
      throw e;
    }
  }
}
