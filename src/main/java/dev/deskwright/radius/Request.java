package dev.deskwright.radius;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** An Access-Request, ready to be sent. */
final class Request {

  static final int HEADER = 20;
  static final int AUTHENTICATOR_AT = 4;
  static final int AUTHENTICATOR = 16;
  private static final int ACCESS_REQUEST = 1;
  private static final String NAS_IDENTIFIER = "deskwright";

  private final byte[] datagram;
  private final byte[] authenticator;
  private final Credentials credentials;

  private Request(byte[] datagram, byte[] authenticator, Credentials credentials) {
    this.datagram = datagram;
    this.authenticator = authenticator;
    this.credentials = credentials;
  }

  /** With an identifier, authenticator and challenge of its own. */
  static Request of(RadiusSettings settings, Question question, SecureRandom random) {
    byte[] authenticator = new byte[AUTHENTICATOR];
    random.nextBytes(authenticator);
    Credentials credentials = Credentials.of(settings, question, authenticator, random);
    List<Attribute> attributes = new ArrayList<>();
    // First: what comes before it is what a forger can build a collision in.
    attributes.add(Attribute.of(Attribute.MESSAGE_AUTHENTICATOR, new byte[AUTHENTICATOR]));
    attributes.add(text(Attribute.USER_NAME, question.userName()));
    attributes.addAll(credentials.attributes());
    attributes.add(text(Attribute.NAS_IDENTIFIER, NAS_IDENTIFIER));
    if (!question.callingStation().isEmpty()) {
      attributes.add(text(Attribute.CALLING_STATION_ID, question.callingStation()));
    }
    question
        .state()
        .ifPresent(state -> attributes.add(Attribute.of(Attribute.STATE, state.bytes())));
    byte[] written = Attribute.written(attributes);
    ByteBuffer datagram = ByteBuffer.allocate(HEADER + written.length);
    datagram.put((byte) ACCESS_REQUEST).put((byte) random.nextInt(256));
    datagram.putShort((short) datagram.capacity()).put(authenticator).put(written);
    byte[] code = Hash.hmacMd5(settings.sharedSecret(), datagram.array());
    datagram.put(HEADER + 2, code);
    return new Request(datagram.array(), authenticator, credentials);
  }

  private static Attribute text(int type, String text) {
    return Attribute.of(type, text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] datagram() {
    return datagram;
  }

  byte identifier() {
    return datagram[1];
  }

  byte[] authenticator() {
    return authenticator;
  }

  Credentials credentials() {
    return credentials;
  }
}
