package dev.deskwright.gateway.proxy;

import dev.deskwright.gateway.session.Session;
import java.time.Instant;

/**
 * A connection that stands.
 *
 * @param session whose it is
 * @param target the desktop's pod
 * @param since when it was opened
 */
public record Connected(Session session, Target target, Instant since) {}
