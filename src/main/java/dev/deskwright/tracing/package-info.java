/** Traces by OpenTelemetry: what was done, by what, and how long each part took. Off by default. */
package dev.deskwright.tracing;
