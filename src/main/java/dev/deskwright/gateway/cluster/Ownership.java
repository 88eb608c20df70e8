package dev.deskwright.gateway.cluster;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.gateway.session.Session;
import dev.deskwright.users.LoginName;

/** Whose a WorkSpace is. */
public final class Ownership {

  private Ownership() {}

  /**
   * Whether it belongs to who is signed in: by Directory and login name, in whatever way the name
   * is written. Where either names a domain that the other does not, they differ: in a Directory
   * that trusts others, two domains may each have an alice.
   */
  public static boolean isOf(WorkSpace workspace, Session session) {
    var spec = workspace.getSpec();
    return workspace.getMetadata().getNamespace().equals(session.namespace())
        && spec.directoryRef().name().equals(session.directory())
        && LoginName.key(spec.userName()).equals(LoginName.key(session.userName()));
  }
}
