/**
 * Whether a desktop runs, and what happens next by itself: running modes, schedules, activity and
 * maintenance windows. Pure: everything is handed in, the time too.
 */
package dev.deskwright.workspace.power;
