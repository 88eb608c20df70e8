package dev.deskwright.ldap;

import java.util.Locale;
import java.util.Optional;

/**
 * A login name as somebody wrote it: {@code alice}, {@code CORP\alice} or {@code
 * alice@corp.example.com}.
 *
 * @param name without a domain before it
 * @param local the part before the last {@code @}, if there is one
 * @param domain the part after it
 */
record LoginName(String name, Optional<String> local, Optional<String> domain) {

  /** Longer than any name that a directory takes; what is longer is not asked for. */
  private static final int MAX_LENGTH = 256;

  /** Nothing if it cannot be a name: empty, too long, or with control characters. */
  static Optional<LoginName> parse(String written) {
    String name = written.substring(written.indexOf('\\') + 1);
    boolean odd = name.chars().anyMatch(Character::isISOControl);
    if (name.isBlank() || name.length() > MAX_LENGTH || odd || isBroken(name)) {
      return Optional.empty();
    }
    int at = name.lastIndexOf('@');
    if (at < 1 || at == name.length() - 1) {
      return Optional.of(new LoginName(name, Optional.empty(), Optional.empty()));
    }
    return Optional.of(
        new LoginName(
            name, Optional.of(name.substring(0, at)), Optional.of(name.substring(at + 1))));
  }

  /** Half a surrogate pair would be sent as a question mark, which is another name. */
  private static boolean isBroken(String name) {
    return name.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  /**
   * Equal for names that differ in case alone. Both directions are compared, so that letters which
   * only look alike in one of them (the Kelvin sign and k, the dotless i and i) stay apart. Servers
   * are more generous, some even with accents and spaces: what they find beyond this is not taken.
   */
  static String fold(String name) {
    return name.toLowerCase(Locale.ROOT) + '\0' + name.toUpperCase(Locale.ROOT);
  }
}
