package dev.deskwright.gateway.proxy;

import dev.deskwright.gateway.session.Session;
import io.vertx.core.Future;
import java.util.Optional;

/** Where desktops are, and who may reach them. Asked on every connection; nothing is remembered. */
public interface Desktops {

  /**
   * The pod of a desktop, as the API server has it at this moment; empty if the user has no such
   * WorkSpace, or no pod of it is ready.
   */
  Future<Optional<Target>> find(String workspaceId, Session session);

  /** Whether the pod is still there with this address, as the API server has it at this moment. */
  Future<Boolean> isStill(Target target);
}
