/**
 * The two servers of a Directory of type SimpleAD: what they should be (pure), and what brings them
 * there.
 */
package dev.deskwright.directory.simplead;
