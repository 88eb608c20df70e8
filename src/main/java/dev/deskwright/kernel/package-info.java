/**
 * What all kinds share: names and labels, conditions, children, status, reports. Nothing here knows
 * a Directory, a Bundle or a WorkSpace from another.
 */
package dev.deskwright.kernel;
