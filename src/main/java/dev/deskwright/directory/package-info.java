/** The Directory controller, and what a Directory gives to all its desktops. */
package dev.deskwright.directory;
