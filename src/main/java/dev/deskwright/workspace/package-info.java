/**
 * The WorkSpace controller. {@code observed} is what is seen, {@code desired} what a desktop should
 * be, {@code storage} which class a drive gets, {@code lifecycle} what to do next, {@code phase}
 * the status that sums it up.
 */
package dev.deskwright.workspace;
