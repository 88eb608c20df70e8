/**
 * A client of RADIUS (RFC 2865) for signing in: PAP, CHAP and MS-CHAPv2, with a
 * Message-Authenticator in both directions, which is what stops forged answers (CVE-2024-3596).
 * Plain values in, plain values out; it knows nothing else of ours.
 */
package dev.deskwright.radius;
