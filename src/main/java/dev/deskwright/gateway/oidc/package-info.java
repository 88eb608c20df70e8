/** OpenID Connect as another way to sign in: what is said to providers, and what is believed. */
package dev.deskwright.gateway.oidc;
