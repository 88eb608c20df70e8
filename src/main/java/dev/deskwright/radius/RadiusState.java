package dev.deskwright.radius;

import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What ties the next answer to a challenge: the server that asked, and its State (RFC 2865, 5.24).
 * Whoever has it can go on with somebody's sign-in, so it shows in no log.
 */
public final class RadiusState {

  private static final Pattern ENCODED = Pattern.compile("([0-9]{1,5}) (\\S{1,253}) (\\S{0,400})");

  private final RadiusServer server;
  private final byte[] bytes;

  RadiusState(RadiusServer server, byte[] bytes) {
    this.server = server;
    this.bytes = bytes.clone();
  }

  /**
   * For keeping it between two requests of a browser: one line of ASCII. To be kept from others.
   */
  public String encoded() {
    return "%d %s %s"
        .formatted(server.port(), server.host(), Base64.getEncoder().encodeToString(bytes));
  }

  /** What {@link #encoded} gave; anything else is an IllegalArgumentException. */
  public static RadiusState parse(String encoded) {
    Matcher parts = ENCODED.matcher(encoded);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not the state of a RADIUS challenge");
    }
    return new RadiusState(
        new RadiusServer(parts.group(2), Integer.parseInt(parts.group(1))),
        Base64.getDecoder().decode(parts.group(3)));
  }

  RadiusServer server() {
    return server;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RadiusState that
        && server.equals(that.server)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * server.hashCode() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "RadiusState[of " + server + "]";
  }
}
