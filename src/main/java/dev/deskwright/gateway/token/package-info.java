/** The gateway's word to a desktop's web server: short-lived, signed, for one desktop. */
package dev.deskwright.gateway.token;
