/** What to do next: a pure plan, and a thin executor. */
package dev.deskwright.workspace.lifecycle;
