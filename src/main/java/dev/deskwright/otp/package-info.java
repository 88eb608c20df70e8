/**
 * Codes from authenticator apps (RFC 6238) and recovery codes for who has lost the app. Pure: it
 * stores nothing and knows nothing else of ours. Whoever asks keeps the secrets, and burns what was
 * used.
 */
package dev.deskwright.otp;
