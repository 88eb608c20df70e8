package dev.deskwright.workspace.power;

import dev.deskwright.api.v1alpha1.Power;

/**
 * What an operation that was taken on just now wants: a start, a stop, or a desktop that runs at
 * the end of a rebuild.
 */
public record Order(Power.Desired desired, Power.Cause cause) {}
