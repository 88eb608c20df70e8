/** What is seen of a desktop, put into words: pure functions from observation to status. */
package dev.deskwright.workspace.phase;
