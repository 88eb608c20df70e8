/** What is seen of a desktop at one moment, and whose it is. */
package dev.deskwright.workspace.observed;
