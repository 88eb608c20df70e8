package dev.deskwright.otp;

import java.nio.charset.StandardCharsets;

/** The otpauth URI that an authenticator app takes a secret from, mostly out of a QR code. */
public final class EnrolmentUri {

  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  private EnrolmentUri() {}

  /**
   * The URI. It has the secret in it: it goes to its user, once, and nowhere else.
   *
   * @param issuer what the app shows above the code, 1 character or more; a colon is an
   *     IllegalArgumentException, as apps split there
   * @param account whose code it is, as the app shows it, 1 character or more
   */
  public static String of(String issuer, String account, TotpSecret secret) {
    if (issuer.isBlank() || account.isBlank() || issuer.contains(":")) {
      throw new IllegalArgumentException(
          "issuer and account have a character or more, and the issuer has no colon");
    }
    // The issuer is there twice: older apps read the label, newer ones the parameter.
    return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d"
        .formatted(
            encoded(issuer),
            encoded(account),
            secret.base32(),
            encoded(issuer),
            Totp.DIGITS,
            Totp.PERIOD_SECONDS);
  }

  /** RFC 3986. Not URLEncoder, whose plus for a space shows as a plus in some apps. */
  private static String encoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      if (each >= 0 && UNRESERVED.indexOf(each) >= 0) {
        encoded.append((char) each);
      } else {
        encoded.append("%%%02X".formatted(each & 0xff));
      }
    }
    return encoded.toString();
  }
}
