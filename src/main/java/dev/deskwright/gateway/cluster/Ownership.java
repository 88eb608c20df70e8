package dev.deskwright.gateway.cluster;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectoryStatus.TrustStatus;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.gateway.session.Session;
import dev.deskwright.users.LoginName;
import java.util.List;
import java.util.Optional;

/** Whose a WorkSpace is. */
final class Ownership {

  private Ownership() {}

  /** A login name in the one way in which two of them can be compared. */
  private record Identity(String domain, String user) {}

  /**
   * Whether it belongs to who is signed in: by Directory and login name, in whatever way either
   * name is written. In a Directory that trusts others, each domain may have an alice of its own.
   *
   * @param directory that of the session
   */
  static boolean isOf(WorkSpace workspace, Session session, Directory directory) {
    var spec = workspace.getSpec();
    return workspace.getMetadata().getNamespace().equals(session.namespace())
        && spec.directoryRef().name().equals(session.directory())
        && identity(spec.userName(), directory).equals(identity(session.userName(), directory));
  }

  private static Identity identity(String text, Directory directory) {
    LoginName name = LoginName.of(text);
    return new Identity(
        name.domain().map(domain -> domain(domain, directory)).orElse(""),
        LoginName.key(name.user()));
  }

  /** The full name of a domain; nothing for the Directory's own. */
  private static String domain(String text, Directory directory) {
    var spec = directory.getSpec();
    if (isSame(text, spec.domainName()) || isSame(text, spec.netbiosName())) {
      return "";
    }
    return trusts(directory).stream()
        .filter(trust -> isSame(text, trust.domainName()) || isSame(text, trust.netbiosName()))
        .findFirst()
        .map(trust -> LoginName.key(trust.domainName()))
        .orElse(LoginName.key(text));
  }

  private static List<TrustStatus> trusts(Directory directory) {
    return Optional.ofNullable(directory.getStatus())
        .map(status -> status.trusts())
        .orElse(List.of());
  }

  private static boolean isSame(String text, String name) {
    return name != null && LoginName.key(text).equals(LoginName.key(name));
  }
}
