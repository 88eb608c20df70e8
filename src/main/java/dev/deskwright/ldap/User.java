package dev.deskwright.ldap;

import java.util.Optional;

/**
 * A user, as the directory has it.
 *
 * @param dn distinguished name, as the server writes it (RFC 4514)
 * @param loginName value of the login-name attribute, in the directory's own case
 * @param displayName name for people
 * @param mail first mail address
 * @param principalName user principal name, {@code name@domain}
 */
public record User(
    String dn,
    String loginName,
    Optional<String> displayName,
    Optional<String> mail,
    Optional<String> principalName) {}
