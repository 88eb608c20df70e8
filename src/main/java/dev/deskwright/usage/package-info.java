/** What {@code deskwright usage} says: hours and cost of a month, and the cheaper running mode. */
package dev.deskwright.usage;
