package dev.deskwright.radius;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/** A user's answer as one protocol carries it, and whether the server proves to know it. */
final class Credentials {

  private static final int BLOCK = 16;

  private final List<Attribute> attributes;
  private final byte[] expectedProof;

  private Credentials(List<Attribute> attributes, byte[] expectedProof) {
    this.attributes = attributes;
    this.expectedProof = expectedProof;
  }

  static Credentials of(
      RadiusSettings settings,
      Question question,
      byte[] requestAuthenticator,
      SecureRandom random) {
    return switch (settings.protocol()) {
      case PAP -> pap(settings.sharedSecret(), question, requestAuthenticator);
      case CHAP -> chap(question, random);
      case MSCHAPV2 -> msChapV2(question, random);
    };
  }

  List<Attribute> attributes() {
    return attributes;
  }

  /** Whether an Access-Accept has the proof that this protocol has; those with none need none. */
  boolean areProvenBy(Answer accepted) {
    return expectedProof.length == 0
        || accepted.microsofts(Attribute.MS_CHAP2_SUCCESS).stream()
            .anyMatch(
                success ->
                    success.length >= expectedProof.length
                        && MessageDigest.isEqual(
                            Arrays.copyOf(success, expectedProof.length), expectedProof));
  }

  /** RFC 2865, 5.2: each block is hidden by a hash of the secret and the block before it. */
  private static Credentials pap(byte[] secret, Question question, byte[] requestAuthenticator) {
    byte[] password = question.utf8();
    int blocks = Math.max(1, (password.length + BLOCK - 1) / BLOCK);
    byte[] hidden = Arrays.copyOf(password, blocks * BLOCK);
    Arrays.fill(password, (byte) 0);
    byte[] before = requestAuthenticator;
    for (int from = 0; from < hidden.length; from += BLOCK) {
      byte[] mask = Hash.md5(secret, before);
      for (int i = 0; i < BLOCK; i++) {
        hidden[from + i] ^= mask[i];
      }
      before = Arrays.copyOfRange(hidden, from, from + BLOCK);
    }
    return new Credentials(List.of(Attribute.of(Attribute.USER_PASSWORD, hidden)), new byte[0]);
  }

  private static Credentials chap(Question question, SecureRandom random) {
    byte[] challenge = bytes(random, 16);
    byte[] identifier = bytes(random, 1);
    byte[] password = question.utf8();
    byte[] hash = Hash.md5(identifier, password, challenge);
    Arrays.fill(password, (byte) 0);
    return new Credentials(
        List.of(
            Attribute.of(
                Attribute.CHAP_PASSWORD, ByteBuffer.allocate(17).put(identifier).put(hash).array()),
            Attribute.of(Attribute.CHAP_CHALLENGE, challenge)),
        new byte[0]);
  }

  private static Credentials msChapV2(Question question, SecureRandom random) {
    byte[] authenticatorChallenge = bytes(random, 16);
    byte[] peerChallenge = bytes(random, 16);
    byte[] identifier = bytes(random, 1);
    byte[] passwordHash = MsChapV2.ntPasswordHash(question.answer());
    byte[] challengeHash =
        MsChapV2.challengeHash(peerChallenge, authenticatorChallenge, question.userName());
    byte[] ntResponse = MsChapV2.ntResponse(challengeHash, passwordHash);
    // RFC 2548, 2.3.2: identifier, flags, challenge, eight reserved bytes, response.
    ByteBuffer response = ByteBuffer.allocate(50).put(identifier).put((byte) 0).put(peerChallenge);
    response.put(new byte[8]).put(ntResponse);
    byte[] proof =
        MsChapV2.authenticatorResponse(passwordHash, ntResponse, challengeHash)
            .getBytes(StandardCharsets.US_ASCII);
    Arrays.fill(passwordHash, (byte) 0);
    return new Credentials(
        List.of(
            Attribute.ofMicrosoft(Attribute.MS_CHAP_CHALLENGE, authenticatorChallenge),
            Attribute.ofMicrosoft(Attribute.MS_CHAP2_RESPONSE, response.array())),
        ByteBuffer.allocate(1 + proof.length).put(identifier).put(proof).array());
  }

  private static byte[] bytes(SecureRandom random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
