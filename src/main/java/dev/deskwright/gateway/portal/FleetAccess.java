package dev.deskwright.gateway.portal;

import dev.deskwright.gateway.portal.Refusal.Code;
import dev.deskwright.gateway.session.Session;
import java.util.function.Predicate;

/** Which part of the fleet somebody may see. */
public interface FleetAccess {

  /** Whether Kubernetes lets the user of this session list WorkSpaces somewhere. Blocks. */
  boolean isAllowed(Session session);

  /**
   * The namespaces in which Kubernetes lets the user of this session list WorkSpaces. Blocks.
   *
   * @throws RuntimeException if there are none
   */
  Predicate<String> namespaces(Session session);

  /** What is told to who may see none of it. */
  static RuntimeException refusal() {
    return new Refusal(
        Code.NotPermitted,
        "The fleet is for administrators: Kubernetes does not let you list WorkSpaces.");
  }
}
