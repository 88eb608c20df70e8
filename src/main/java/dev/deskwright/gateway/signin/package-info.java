/** The way from a name and a password to a session, with the second factor and the lock-outs. */
package dev.deskwright.gateway.signin;
