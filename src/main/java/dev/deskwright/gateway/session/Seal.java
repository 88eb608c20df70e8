package dev.deskwright.gateway.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskwright.gateway.state.SharedState;
import dev.deskwright.gateway.state.StateUnavailable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Closes small documents so that whoever carries them can neither read nor change them, and any
 * replica can open them: AES-256-GCM with keys from the shared state. Nothing blocks but {@link
 * #refresh()}, which must have succeeded once before anything is sealed.
 */
public final class Seal {

  private static final String VERSION = "v1.";

  /** Longer texts are none of ours: tickets, challenges and cookies are shorter. */
  private static final int LONGEST = 8192;

  private static final Duration FRESH = Duration.ofSeconds(15);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final SharedState state;
  private final Clock clock;
  private volatile SealKeys keys = new SealKeys(List.of());
  private volatile Instant refreshed = Instant.MIN;
  private volatile boolean unknownSeen;

  /** Reads nothing yet. */
  public Seal(SharedState state, Clock clock) {
    this.state = state;
    this.clock = clock;
  }

  /**
   * A sealed document: letters, digits and {@code . - _}, some 60 characters and four thirds of the
   * document long.
   *
   * @param purpose what it is for; it opens for the same purpose alone
   * @param until when it stops opening
   * @throws StateUnavailable if no key was ever seen
   */
  public String seal(String purpose, ObjectNode content, Instant until) {
    try {
      byte[] json = JSON.writeValueAsBytes(content);
      byte[] plain =
          ByteBuffer.allocate(Long.BYTES + json.length)
              .putLong(until.toEpochMilli())
              .put(json)
              .array();
      return VERSION + text(current().seal(plain, bytes(VERSION + purpose)));
    } catch (JsonProcessingException e) {
      // Without its cause, which may quote the content.
      throw new IllegalStateException("a document cannot be written as JSON");
    }
  }

  /**
   * What was sealed, or nothing if it was not sealed here, for another purpose, or too long ago.
   */
  public Optional<ObjectNode> open(String purpose, String sealed) {
    if (!sealed.startsWith(VERSION) || sealed.length() > LONGEST) {
      return Optional.empty();
    }
    return decoded(sealed.substring(VERSION.length()))
        .flatMap(bytes -> keyOf(bytes).flatMap(key -> key.open(bytes, bytes(VERSION + purpose))))
        .flatMap(this::content);
  }

  private static Optional<byte[]> decoded(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      return Optional.of(bytes).filter(all -> all.length > SealKey.ID_BYTES);
    } catch (IllegalArgumentException garbage) {
      return Optional.empty();
    }
  }

  private Optional<SealKey> keyOf(byte[] sealed) {
    Optional<SealKey> key = keys.byId(ByteBuffer.wrap(sealed).getInt());
    if (key.isEmpty()) {
      unknownSeen = true;
    }
    return key;
  }

  private Optional<ObjectNode> content(byte[] plain) {
    ByteBuffer buffer = ByteBuffer.wrap(plain);
    Instant until = Instant.ofEpochMilli(buffer.getLong());
    if (!clock.instant().isBefore(until)) {
      return Optional.empty();
    }
    try {
      var json = JSON.readTree(plain, Long.BYTES, plain.length - Long.BYTES);
      return json instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("what was sealed is no JSON");
    }
  }

  /**
   * A code that shows that a text came from here: letters, digits, {@code - _}, 43 of them.
   *
   * @throws StateUnavailable if no key was ever seen
   */
  public String mac(String purpose, String text) {
    return text(current().mac(purpose, text));
  }

  /** Whether it is such a code, under any key. Takes the same time whatever is wrong with it. */
  public boolean isMac(String purpose, String text, String mac) {
    byte[] given = bytes(mac);
    boolean right = false;
    for (SealKey key : keys.keys()) {
      right |= MessageDigest.isEqual(bytes(text(key.mac(purpose, text))), given);
    }
    return right;
  }

  private SealKey current() {
    return keys.current(clock.instant())
        .orElseThrow(() -> new StateUnavailable("The gateway's keys were never read."));
  }

  /**
   * Learns the keys of other replicas, and makes the next one when the last is 30 days old. To be
   * called every 2 seconds or so; asks the state every 15 seconds, or when something came that was
   * sealed with a key that is not known. Blocks.
   *
   * @throws StateUnavailable if the state does not answer; the keys that are known stay
   */
  public void refresh() {
    Instant now = clock.instant();
    if (!unknownSeen && now.isBefore(refreshed.equals(Instant.MIN) ? now : refreshed.plus(FRESH))) {
      return;
    }
    boolean asked = unknownSeen;
    unknownSeen = false;
    try {
      keys = SealKeys.of(state, now);
      refreshed = now;
    } catch (StateUnavailable e) {
      unknownSeen = asked;
      throw e;
    }
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
