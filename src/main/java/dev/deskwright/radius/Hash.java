package dev.deskwright.radius;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The hashes of RADIUS, over several pieces as if they were one. */
final class Hash {

  private Hash() {}

  static byte[] md5(byte[]... pieces) {
    return digest("MD5", pieces);
  }

  static byte[] sha1(byte[]... pieces) {
    return digest("SHA-1", pieces);
  }

  private static byte[] digest(String algorithm, byte[]... pieces) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      for (byte[] each : pieces) {
        digest.update(each);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }

  static byte[] hmacMd5(byte[] key, byte[]... pieces) {
    try {
      Mac mac = Mac.getInstance("HmacMD5");
      mac.init(new SecretKeySpec(key, "RAW"));
      for (byte[] each : pieces) {
        mac.update(each);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-MD5", e);
    }
  }
}
