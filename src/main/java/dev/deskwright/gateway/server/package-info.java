/** The HTTP server: certificates, limits, and what is checked of every request. */
package dev.deskwright.gateway.server;
