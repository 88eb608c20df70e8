package dev.deskwright.radius;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What came back for a request. Nothing in it counts before {@link #flaw} is empty. */
final class Answer {

  static final int ACCEPT = 2;
  static final int REJECT = 3;
  static final int CHALLENGE = 11;

  /** RFC 2865, 3. */
  static final int MOST_BYTES = 4096;

  private final byte[] bytes;
  private final Optional<List<Attribute>> attributes;

  /** Of a datagram, whatever it is. What is behind the length that it tells is padding. */
  Answer(byte[] datagram) {
    int told = datagram.length < Request.HEADER ? 0 : ByteBuffer.wrap(datagram).getShort(2);
    boolean whole = told >= Request.HEADER && told <= datagram.length;
    this.bytes = whole ? Arrays.copyOf(datagram, told) : new byte[0];
    this.attributes = whole ? Attribute.read(bytes, Request.HEADER) : Optional.empty();
  }

  /** Why this cannot be trusted, as the end of a sentence about the server; if so. */
  Optional<String> flaw(Request request, byte[] secret, boolean requireMessageAuthenticator) {
    if (attributes.isEmpty() || !List.of(ACCEPT, REJECT, CHALLENGE).contains((int) bytes[0])) {
      return Optional.of("sent what is no answer of RADIUS");
    }
    if (bytes[1] != request.identifier()) {
      return Optional.of("answered another request");
    }
    if (!hasRightAuthenticator(request, secret)) {
      return Optional.of("answered with a wrong Response Authenticator: its secret is another");
    }
    return requireMessageAuthenticator
        ? flawOfMessageAuthenticator(request, secret)
        : Optional.empty();
  }

  private boolean hasRightAuthenticator(Request request, byte[] secret) {
    byte[] right = Hash.md5(bytesWith(request.authenticator()), secret);
    int from = Request.AUTHENTICATOR_AT;
    return MessageDigest.isEqual(right, Arrays.copyOfRange(bytes, from, Request.HEADER));
  }

  private Optional<String> flawOfMessageAuthenticator(Request request, byte[] secret) {
    List<Attribute> sent = ofType(Attribute.MESSAGE_AUTHENTICATOR);
    if (sent.isEmpty()) {
      return Optional.of(
          "answered without a Message-Authenticator: update it, or have it send one");
    }
    byte[] signed = bytesWith(request.authenticator());
    Attribute only = sent.get(0);
    if (sent.size() == 1 && only.value().length == Request.AUTHENTICATOR) {
      Arrays.fill(signed, only.at(), only.at() + Request.AUTHENTICATOR, (byte) 0);
      if (MessageDigest.isEqual(only.value(), Hash.hmacMd5(secret, signed))) {
        return Optional.empty();
      }
    }
    return Optional.of("answered with a wrong Message-Authenticator");
  }

  private byte[] bytesWith(byte[] requestAuthenticator) {
    byte[] signed = bytes.clone();
    System.arraycopy(
        requestAuthenticator, 0, signed, Request.AUTHENTICATOR_AT, Request.AUTHENTICATOR);
    return signed;
  }

  int code() {
    return bytes[0];
  }

  /** In the order in which they came. */
  List<byte[]> values(int type) {
    return ofType(type).stream().map(Attribute::value).toList();
  }

  List<byte[]> microsofts(int type) {
    return attributes.orElse(List.of()).stream()
        .flatMap(each -> each.microsofts().stream())
        .filter(each -> each.type() == type)
        .map(Attribute::value)
        .toList();
  }

  /** What the server says, a line each, without what could move a terminal's cursor. */
  String text() {
    return values(Attribute.REPLY_MESSAGE).stream()
        .map(each -> new String(each, StandardCharsets.UTF_8))
        .collect(Collectors.joining("\n"))
        .replaceAll("\\R", "\n")
        .replaceAll("[\\p{Cntrl}\\p{Cf}&&[^\n]]", "")
        .strip();
  }

  private List<Attribute> ofType(int type) {
    return attributes.orElse(List.of()).stream().filter(each -> each.type() == type).toList();
  }
}
