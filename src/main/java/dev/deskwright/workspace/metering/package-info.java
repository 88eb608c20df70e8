/** How long a desktop has run in each month and mode, and what that costs. Pure. */
package dev.deskwright.workspace.metering;
