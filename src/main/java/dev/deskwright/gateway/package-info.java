/** The gateway: a desktop in the browser, with directory sign-in and a second factor. */
package dev.deskwright.gateway;
