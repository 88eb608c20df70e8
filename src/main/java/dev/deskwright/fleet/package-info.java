/** What the operator measures of the fleet: counted from its caches when somebody asks. */
package dev.deskwright.fleet;
