package dev.deskwright.directory;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectoryStatus.TrustStatus;
import dev.deskwright.users.Health;
import dev.deskwright.users.UserAnswer;
import dev.deskwright.users.UserAnswer.Unanswered;
import dev.deskwright.users.UserDirectory;
import dev.deskwright.users.UsersUnavailable;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A trusted domain: its own Directory answers for it. */
record Trusted(Directory directory, UserDirectory users) {

  boolean isNamed(String domain) {
    return DomainDirectory.isNamed(directory, domain);
  }

  /** One that does not answer does not keep the others from it. */
  Map<String, UserAnswer> find(Collection<String> userNames) {
    try {
      return users.find(userNames);
    } catch (UsersUnavailable e) {
      var unanswered =
          new Unanswered(
              "Trusted %s: %s".formatted(directory.getSpec().domainName(), e.getMessage()));
      return userNames.stream().collect(Collectors.toMap(Function.identity(), name -> unanswered));
    }
  }

  TrustStatus status() {
    Reach reach;
    try {
      Health health = users.check();
      reach = Reach.of(health);
    } catch (UsersUnavailable e) {
      reach = Reach.invalid(e.getMessage());
    }
    return new TrustStatus(
        directory.getSpec().domainName(),
        DomainDirectory.netbiosName(directory),
        directory.getMetadata().getName(),
        reach.isUp(),
        reach.isUp() ? null : reach.finding().message());
  }
}
