/** Who is signed in: sealed cookies that any replica can open, and a list of those called back. */
package dev.deskwright.gateway.session;
