package dev.deskwright.gateway.proxy;

import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.gateway.session.Session;
import dev.deskwright.gateway.token.DesktopTokens;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the proxies are made of.
 *
 * @param clock the time
 * @param limits how much of everything
 * @param desktops where desktops are
 * @param tickets who may connect
 * @param activity is told what users do
 * @param tokens the gateway's word to a desktop's web server, if there is a key for it
 * @param ownOrigin whether an Origin header is that of the gateway's page; asked with null too
 * @param signedIn whether a session is still one: not over, not called back
 * @param connections those that stand; one registry for all proxies of a replica
 * @param metrics is told attempts, failures and bytes
 * @param defences what is checked
 */
public record ProxyParts(
    Clock clock,
    ProxyLimits limits,
    Desktops desktops,
    Tickets tickets,
    Activity activity,
    Optional<DesktopTokens> tokens,
    Predicate<String> ownOrigin,
    Predicate<Session> signedIn,
    Connections connections,
    ProxyMetrics metrics,
    Defences defences) {}
