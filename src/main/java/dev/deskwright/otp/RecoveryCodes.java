package dev.deskwright.otp;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The recovery codes that a user has left, as salted hashes: what is stored does not let anybody
 * in. Immutable.
 */
public final class RecoveryCodes {

  /** How many a user is given. */
  public static final int COUNT = 10;

  private static final int LENGTH = 10;

  /** Letters and digits that are not taken for one another: no i, l, o, 0, 1. 49 bits for ten. */
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final String SCHEME = "pbkdf2-sha256";

  /** Whoever has the stored ones can guess: 49 bits times so many rounds is out of reach. */
  private static final int ROUNDS = 20_000;

  private static final int MOST_ROUNDS = 10_000_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final int rounds;
  private final byte[] salt;
  private final List<byte[]> hashes;

  private RecoveryCodes(int rounds, byte[] salt, List<byte[]> hashes) {
    this.rounds = rounds;
    this.salt = salt;
    this.hashes = List.copyOf(hashes);
  }

  /**
   * New codes.
   *
   * @param shown the codes for their user, to be shown once: like {@code ab2cd-ef3gh}
   * @param stored what is kept of them
   */
  public record Issued(List<String> shown, RecoveryCodes stored) {

    @Override
    public String toString() {
      return "Issued[" + stored + "]";
    }
  }

  /** Ten new ones. It computes for some 100 milliseconds: not for an event loop. */
  public static Issued issue() {
    byte[] salt = new byte[16];
    RANDOM.nextBytes(salt);
    List<String> shown = Stream.generate(RecoveryCodes::code).distinct().limit(COUNT).toList();
    List<byte[]> hashes = shown.stream().map(each -> hash(each, salt, ROUNDS)).toList();
    return new Issued(shown, new RecoveryCodes(ROUNDS, salt, hashes));
  }

  private static String code() {
    String code =
        RANDOM
            .ints(LENGTH, 0, ALPHABET.length())
            .mapToObj(each -> ALPHABET.substring(each, each + 1))
            .collect(Collectors.joining());
    return code.substring(0, LENGTH / 2) + "-" + code.substring(LENGTH / 2);
  }

  /**
   * Uses up a code. It computes for some 10 milliseconds, right or wrong: not for an event loop.
   *
   * @param typed the code as somebody typed it; case, spaces and hyphens do not count
   * @return what is left, to be stored in place of this by compare-and-swap, so that a code is good
   *     once; empty if it is none of them
   */
  public Optional<RecoveryCodes> redeem(String typed) {
    byte[] given = hash(typed, salt, rounds);
    List<byte[]> left = new ArrayList<>();
    for (byte[] each : hashes) {
      if (!MessageDigest.isEqual(each, given)) {
        left.add(each);
      }
    }
    return left.size() == hashes.size()
        ? Optional.empty()
        : Optional.of(new RecoveryCodes(rounds, salt, left));
  }

  /** How many are left. */
  public int left() {
    return hashes.size();
  }

  /** For storage: one line of ASCII that {@link #parse} reads. */
  public String encoded() {
    return hashes.stream()
        .map(RecoveryCodes::text)
        .collect(Collectors.joining(",", SCHEME + "$" + rounds + "$" + text(salt) + "$", ""));
  }

  /** What {@link #encoded} gave; anything else is an IllegalArgumentException. */
  public static RecoveryCodes parse(String encoded) {
    String[] parts = encoded.split("\\$", -1);
    if (parts.length != 4 || !parts[0].equals(SCHEME) || !parts[1].matches("[1-9][0-9]{0,7}")) {
      throw new IllegalArgumentException("not a set of recovery codes");
    }
    int rounds = Integer.parseInt(parts[1]);
    byte[] salt = Base64.getDecoder().decode(parts[2]);
    if (rounds > MOST_ROUNDS || salt.length == 0) {
      throw new IllegalArgumentException("not a set of recovery codes");
    }
    List<byte[]> hashes =
        parts[3].isEmpty()
            ? List.of()
            : Stream.of(parts[3].split(",")).map(Base64.getDecoder()::decode).toList();
    return new RecoveryCodes(rounds, salt, hashes);
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] hash(String typed, byte[] salt, int rounds) {
    PBEKeySpec spec = new PBEKeySpec(normal(typed), salt, rounds, 256);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has PBKDF2 with HMAC-SHA-256", e);
    } finally {
      spec.clearPassword();
    }
  }

  private static char[] normal(String typed) {
    StringBuilder normal = new StringBuilder(LENGTH);
    typed
        .codePoints()
        .filter(each -> !Typed.isSeparator(each))
        // One more than fits, so that a longer one stays wrong; and no long text is hashed.
        .limit(LENGTH + 1L)
        .forEach(normal::appendCodePoint);
    return normal.toString().toLowerCase(Locale.ROOT).toCharArray();
  }

  @Override
  public String toString() {
    return "RecoveryCodes[" + left() + " left]";
  }
}
