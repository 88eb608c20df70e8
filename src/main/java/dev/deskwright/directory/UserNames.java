package dev.deskwright.directory;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectorySpec;
import dev.deskwright.users.LoginName;
import java.util.Collection;

/** The ways to write a user's name, as far as the name alone tells. Nobody is asked. */
public final class UserNames {

  private UserNames() {}

  /**
   * One text for all ways to write a name: in lower case, without a domain that is the Directory's
   * own, and in a Directory that trusts others with the short name of the domain before it. A
   * principal name whose domain is that of no Directory stays as it is.
   *
   * @param others Directories of the same namespace, whose domains it may trust
   */
  public static String canonical(
      Directory directory, Collection<Directory> others, String userName) {
    LoginName name = LoginName.of(userName);
    if (name.domain().isEmpty()) {
      return LoginName.key(userName);
    }
    String domain = name.domain().get();
    if (directory.getSpec().type() != DirectorySpec.Type.CrossTrust) {
      return LoginName.key(DomainDirectory.isNamed(directory, domain) ? name.user() : userName);
    }
    return others.stream()
        .filter(other -> other.getSpec().type() != DirectorySpec.Type.CrossTrust)
        .filter(other -> DomainDirectory.isNamed(other, domain))
        .findFirst()
        .map(other -> LoginName.key(DomainDirectory.netbiosName(other) + "\\" + name.user()))
        .orElse(LoginName.key(userName));
  }
}
