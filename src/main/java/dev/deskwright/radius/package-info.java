/**
 * A client of RADIUS (RFC 2865) for signing in: PAP, CHAP and MS-CHAPv2, with a
 * Message-Authenticator in both directions, which is what stops forged answers (CVE-2024-3596).
 * Plain values in, plain values out; it knows nothing else of ours.
 *
 * <p>Packets are coded here and not by a library: aaa4j-radius 0.3.1 takes an answer that has no
 * Message-Authenticator, compares with Arrays.equals and does not know MS-CHAPv2; tinyradius 1.1.3
 * has no Message-Authenticator at all, and brings commons-logging.
 */
package dev.deskwright.radius;
