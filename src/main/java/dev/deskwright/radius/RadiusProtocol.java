package dev.deskwright.radius;

/** How a password is carried. */
public enum RadiusProtocol {
  /** Hidden by the shared secret; the server gets the password (RFC 2865, 5.2). */
  PAP,
  /** As an MD5 of it; the server must know the password in clear (RFC 2865, 5.3). */
  CHAP,
  /** Challenge and response both ways; the server proves to know it too (RFC 2548, RFC 2759). */
  MSCHAPV2
}
