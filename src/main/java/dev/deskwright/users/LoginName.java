package dev.deskwright.users;

import java.util.Locale;
import java.util.Optional;

/**
 * A login name, taken apart: {@code alice}, {@code CORP\alice} or {@code alice@corp.example.com}.
 *
 * @param domain what stands before the backslash or after the last @, if anything
 * @param user the user in the domain
 * @param principal whether it is a user principal name, whose domain a directory may write in
 *     another way than its own
 */
public record LoginName(Optional<String> domain, String user, boolean principal) {

  /** Takes a name apart; every text is some name. */
  public static LoginName of(String text) {
    int backslash = text.indexOf('\\');
    if (backslash >= 0) {
      return new LoginName(
          Optional.of(text.substring(0, backslash)), text.substring(backslash + 1), false);
    }
    int at = text.lastIndexOf('@');
    return at < 0
        ? new LoginName(Optional.empty(), text, false)
        : new LoginName(Optional.of(text.substring(at + 1)), text.substring(0, at), true);
  }

  /** Names without regard to case, as directories compare them. */
  public static String key(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
