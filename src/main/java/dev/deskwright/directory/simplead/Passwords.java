package dev.deskwright.directory.simplead;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Makes passwords that a domain's rules accept. */
final class Passwords {

  /** Without letters and digits that are taken for others, and without what begins an option. */
  private static final List<String> KINDS =
      List.of("abcdefghijkmnopqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789", "._+=");

  private static final String ALL = String.join("", KINDS);
  private static final int LENGTH = 32;

  private Passwords() {}

  /** 32 characters, about 186 bits, with at least one letter of each case, a digit and a sign. */
  static String make(SecureRandom random) {
    List<Character> characters = new ArrayList<>();
    KINDS.forEach(kind -> characters.add(any(kind, random)));
    while (characters.size() < LENGTH) {
      characters.add(any(ALL, random));
    }
    Collections.shuffle(characters, random);
    return characters.stream().map(String::valueOf).collect(Collectors.joining());
  }

  private static char any(String from, SecureRandom random) {
    return from.charAt(random.nextInt(from.length()));
  }
}
