/** The Bundle controller: checks a Bundle, counts its users and keeps it while there are any. */
package dev.deskwright.bundle;
