/** The operator's settings: read once at start, checked together, never changed afterwards. */
package dev.deskwright.config;
