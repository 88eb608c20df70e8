package dev.deskwright.gateway.signin;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.gateway.client.Client;
import dev.deskwright.gateway.signin.SignInReport.Outcome;
import dev.deskwright.users.PasswordAnswer;
import dev.deskwright.users.UsersUnavailable;
import java.util.List;

/** Users whom somebody else has authenticated. Who they are is still for the directory to say. */
final class VouchedFor {

  private final OpenDirectories directories;
  private final SecondFactor second;
  private final Admission admission;

  VouchedFor(OpenDirectories directories, SecondFactor second, Admission admission) {
    this.directories = directories;
    this.second = second;
    this.admission = admission;
  }

  Verdict check(Directory directory, String userName, boolean everyFactor, Client client) {
    PasswordAnswer answer = ask(directory, userName);
    if (answer instanceof PasswordAnswer.Refused refused) {
      return new Verdict(Refusals.notOurs(), Outcome.NOT_A_USER, "refused: " + refused.reason());
    }
    var known = (PasswordAnswer.Accepted) answer;
    Person person =
        new Person(
            Person.tried(directory, known.loginName()),
            known.loginName(),
            known.displayName().orElse(known.loginName()),
            client.deviceType());
    return everyFactor
        ? admission.admit(directory, person, List.of())
        : second.begin(directory, person);
  }

  private PasswordAnswer ask(Directory directory, String userName) {
    try {
      return directories.of(directory).identify(userName);
    } catch (UsersUnavailable e) {
      directories.doubt(directory);
      throw e;
    }
  }
}
