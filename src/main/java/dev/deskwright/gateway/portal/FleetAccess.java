package dev.deskwright.gateway.portal;

import dev.deskwright.gateway.session.Session;

/** Whether somebody may see the fleet. Blocks. */
@FunctionalInterface
public interface FleetAccess {

  /** Whether Kubernetes lets the user of this session list WorkSpaces. */
  boolean isAllowed(Session session);
}
