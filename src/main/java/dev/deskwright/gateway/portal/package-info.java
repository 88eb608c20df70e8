/** The HTTP API behind the page, and the page itself. */
package dev.deskwright.gateway.portal;
