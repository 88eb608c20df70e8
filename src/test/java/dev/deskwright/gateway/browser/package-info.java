/** The page before the real gateway, in a real browser. */
package dev.deskwright.gateway.browser;
