/**
 * Everything that speaks LDAP: users, groups, sign-in, health, trusts. Plain records in, plain
 * records out; it knows neither Kubernetes nor the kinds.
 */
package dev.deskwright.ldap;
