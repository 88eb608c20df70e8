package dev.deskwright.gateway.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** One key: what is sealed with it says so by its id. Nothing of it shows in a text form. */
final class SealKey {

  static final int ID_BYTES = 4;

  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final int id;
  private final byte[] key;
  private final Instant from;

  private SealKey(int id, byte[] key, Instant from) {
    this.id = id;
    this.key = key;
    this.from = from;
  }

  /** A new one. */
  static SealKey make(Instant from) {
    byte[] key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    return new SealKey(RANDOM.nextInt(), key, from);
  }

  static SealKey of(JsonNode json) {
    try {
      return new SealKey(
          json.get("id").intValue(),
          json.get("key").binaryValue(),
          Instant.ofEpochMilli(json.get("from").longValue()));
    } catch (IOException e) {
      // Without its cause, which may quote the key.
      throw new IllegalStateException("a key of the gateway's state cannot be read");
    }
  }

  ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id)
        .put("key", key)
        .put("from", from.toEpochMilli());
  }

  int id() {
    return id;
  }

  /** When it is first used to seal; by then every replica knows it. */
  Instant from() {
    return from;
  }

  /** Id, nonce and what comes out, one after the other. */
  byte[] seal(byte[] plain, byte[] purpose) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      byte[] closed = cipher(Cipher.ENCRYPT_MODE, nonce, purpose).doFinal(plain);
      return ByteBuffer.allocate(ID_BYTES + NONCE_BYTES + closed.length)
          .putInt(id)
          .put(nonce)
          .put(closed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES in GCM", e);
    }
  }

  /** Empty if a single bit is not as it was sealed. */
  Optional<byte[]> open(byte[] sealed, byte[] purpose) {
    int begin = ID_BYTES + NONCE_BYTES;
    // Java throws something unexpected at what is shorter than a tag.
    if (sealed.length < begin + TAG_BITS / Byte.SIZE) {
      return Optional.empty();
    }
    byte[] nonce = Arrays.copyOfRange(sealed, ID_BYTES, begin);
    try {
      return Optional.of(
          cipher(Cipher.DECRYPT_MODE, nonce, purpose)
              .doFinal(sealed, begin, sealed.length - begin));
    } catch (GeneralSecurityException forged) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, byte[] nonce, byte[] purpose) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(purpose);
    return cipher;
  }

  /** HMAC-SHA-256 under a key of its own, which is derived from this one by the purpose. */
  byte[] mac(String purpose, String text) {
    return hmac(hmac(key, "mac " + purpose), text);
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }
}
