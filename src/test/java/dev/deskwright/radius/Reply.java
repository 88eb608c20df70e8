package dev.deskwright.radius;

import dev.deskwright.radius.FakeRadiusServer.Received;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An answer in the making, right or wrong, signed with code of its own. */
public final class Reply {

  public static final String SECRET = "shared-Secret-4711";

  private static final int MESSAGE_AUTHENTICATOR = 80;

  private final int code;
  private final byte identifier;
  private final byte[] requestAuthenticator;
  private final List<Attribute> attributes = new ArrayList<>();
  private byte[] padding = new byte[0];

  private Reply(int code, byte identifier, byte[] requestAuthenticator) {
    this.code = code;
    this.identifier = identifier;
    this.requestAuthenticator = requestAuthenticator;
  }

  public static Reply to(Received request, int code) {
    return to(request.identifier(), request.authenticator(), code);
  }

  static Reply to(byte identifier, byte[] requestAuthenticator, int code) {
    return new Reply(code, identifier, requestAuthenticator);
  }

  Reply withIdentifier(int other) {
    Reply reply = new Reply(code, (byte) other, requestAuthenticator);
    reply.attributes.addAll(attributes);
    return reply;
  }

  public Reply with(int type, String value) {
    return with(Attribute.of(type, value.getBytes(StandardCharsets.UTF_8)));
  }

  Reply with(Attribute attribute) {
    attributes.add(attribute);
    return this;
  }

  Reply paddedWith(int bytes) {
    padding = new byte[bytes];
    return this;
  }

  /** As RFC 3579 wants it. */
  public byte[] signed() {
    return signed(SECRET);
  }

  public byte[] signed(String secret) {
    Reply zeroed = copyWith(new byte[16]);
    byte[] code = hmac(secret, zeroed.written(requestAuthenticator));
    return copyWith(code).withoutMessageAuthenticator(secret);
  }

  /** As before RFC 2869, and as the forger of CVE-2024-3596 makes it. */
  public byte[] withoutMessageAuthenticator() {
    return withoutMessageAuthenticator(SECRET);
  }

  private byte[] withoutMessageAuthenticator(String secret) {
    byte[] bytes = written(requestAuthenticator);
    byte[] authenticator = md5(bytes, secret.getBytes(StandardCharsets.UTF_8));
    byte[] right = written(authenticator);
    return ByteBuffer.allocate(right.length + padding.length).put(right).put(padding).array();
  }

  private Reply copyWith(byte[] messageAuthenticator) {
    Reply copy = new Reply(code, identifier, requestAuthenticator);
    copy.attributes.addAll(attributes);
    copy.attributes.add(Attribute.of(MESSAGE_AUTHENTICATOR, messageAuthenticator));
    copy.padding = padding;
    return copy;
  }

  private byte[] written(byte[] authenticator) {
    byte[] written = Attribute.written(attributes);
    return ByteBuffer.allocate(20 + written.length)
        .put((byte) code)
        .put(identifier)
        .putShort((short) (20 + written.length))
        .put(authenticator)
        .put(written)
        .array();
  }

  static byte[] hmac(String secret, byte[] bytes) {
    try {
      Mac mac = Mac.getInstance("HmacMD5");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacMD5"));
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] md5(byte[] first, byte[] second) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      digest.update(first);
      return digest.digest(second);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
