package dev.deskwright.ldap;

import java.util.Optional;

/**
 * What came of a sign-in, and whose it was.
 *
 * @param authentication the outcome
 * @param user whom the login name finds; nobody for an unknown one, or if nobody was asked
 */
public record Login(Authentication authentication, Optional<User> user) {}
