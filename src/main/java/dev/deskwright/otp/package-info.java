/**
 * Codes from authenticator apps (RFC 6238) and recovery codes for who has lost the app. Pure: it
 * stores nothing and knows nothing else of ours. Whoever asks keeps the secrets, and burns what was
 * used.
 *
 * <p>The codes are made with the JDK's HMAC, which takes 15 lines, and not with a library: otp-java
 * 2.1.0 says that a code fits but not for which time step, which has to be burnt; it compares with
 * String.equals, and brings commons-codec.
 */
package dev.deskwright.otp;
