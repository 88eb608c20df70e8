/**
 * {@code deskwright demo}: everything that the operator needs around it, on one machine, for as
 * long as the command runs. Whatever is not real here says so in its name.
 */
package dev.deskwright.demo;
