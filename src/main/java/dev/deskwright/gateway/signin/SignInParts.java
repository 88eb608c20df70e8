package dev.deskwright.gateway.signin;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.gateway.session.Seal;
import dev.deskwright.gateway.session.Sessions;
import dev.deskwright.gateway.state.SharedState;
import dev.deskwright.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What a sign-in is made of.
 *
 * @param directories the Directory of a namespace and a name, as it is now
 * @param users directories to ask
 * @param radius asks RADIUS servers
 * @param state where attempts and enrolments are kept
 * @param seal closes challenges
 * @param sessions makes sessions
 * @param defences what is up
 * @param clock where the time comes from
 * @param meters where outcomes are counted
 * @param tracing has a span for each attempt
 */
public record SignInParts(
    BiFunction<String, String, Optional<Directory>> directories,
    OpenDirectories users,
    RadiusServers radius,
    SharedState state,
    Seal seal,
    Sessions sessions,
    Defences defences,
    Clock clock,
    MeterRegistry meters,
    Tracing tracing) {}
