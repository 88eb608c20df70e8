package dev.deskwright.directory;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.users.Health;
import dev.deskwright.users.LoginName;
import dev.deskwright.users.PasswordAnswer;
import dev.deskwright.users.UserAnswer;
import dev.deskwright.users.UserDirectory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The directory of one domain: it is not asked for users of another one. */
final class DomainDirectory implements UserDirectory {

  private static final PasswordAnswer FOREIGN =
      new PasswordAnswer.Refused("of a domain that is not the directory's");

  private final Directory directory;
  private final UserDirectory users;

  DomainDirectory(Directory directory, UserDirectory users) {
    this.directory = directory;
    this.users = users;
  }

  /** Short name of a Directory's domain. */
  static String netbiosName(Directory directory) {
    var spec = directory.getSpec();
    return spec.netbiosName() != null
        ? spec.netbiosName()
        : spec.domainName().split("[.]", 2)[0].toUpperCase(Locale.ROOT);
  }

  /** Whether a domain, written long or short, is that of a Directory. */
  static boolean isNamed(Directory directory, String domain) {
    return directory.getSpec().domainName().equalsIgnoreCase(domain)
        || netbiosName(directory).equalsIgnoreCase(domain);
  }

  UserDirectory direct() {
    return users;
  }

  Directory directory() {
    return directory;
  }

  @Override
  public Map<String, UserAnswer> find(Collection<String> userNames) {
    Map<String, UserAnswer> answers = new HashMap<>();
    List<String> ours = new ArrayList<>();
    for (String userName : userNames) {
      if (isOurs(userName)) {
        ours.add(userName);
      } else {
        answers.put(userName, foreign(userName, LoginName.of(userName).domain().orElseThrow()));
      }
    }
    if (!ours.isEmpty()) {
      answers.putAll(users.find(ours));
    }
    return answers;
  }

  /** A principal name may have a suffix that is not the domain's: only the directory knows. */
  private boolean isOurs(String userName) {
    LoginName name = LoginName.of(userName);
    return name.principal() || name.domain().filter(d -> !isNamed(directory, d)).isEmpty();
  }

  private UserAnswer foreign(String userName, String domain) {
    return new UserAnswer.Gone(
        WorkSpaceReason.DomainNotTrusted,
        "User \"%s\" is of domain \"%s\", and Directory \"%s\" is %s: name a Directory of type CrossTrust that trusts it."
            .formatted(
                userName,
                domain,
                directory.getMetadata().getName(),
                directory.getSpec().domainName()));
  }

  @Override
  public Health check() {
    return users.check();
  }

  @Override
  public Set<String> membersOf(String group) {
    return users.membersOf(group);
  }

  @Override
  public String canonical(String userName) {
    return UserNames.canonical(directory, List.of(), userName);
  }

  @Override
  public PasswordAnswer authenticate(String userName, char[] password) {
    return isOurs(userName) ? users.authenticate(userName, password) : FOREIGN;
  }

  @Override
  public PasswordAnswer identify(String userName) {
    return isOurs(userName) ? users.identify(userName) : FOREIGN;
  }

  @Override
  public Set<String> groupsOf(String userName) {
    return isOurs(userName) ? users.groupsOf(userName) : Set.of();
  }

  @Override
  public List<String> trustedDomains() {
    return users.trustedDomains();
  }

  @Override
  public void close() {
    users.close();
  }
}
