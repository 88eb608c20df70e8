/**
 * The WorkSpace controller. {@code desired} says what a desktop should be, {@code storage} which
 * class a drive gets, {@code phase} what is seen, {@code lifecycle} what to do next.
 */
package dev.deskwright.workspace;
