package dev.deskwright.radius;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PacketPropertyTest {

  private static final byte[] SECRET = Reply.SECRET.getBytes(StandardCharsets.UTF_8);

  private static final Request REQUEST =
      Request.of(
          new RadiusSettings(
              List.of(new RadiusServer("127.0.0.1", 1812)),
              SECRET,
              RadiusProtocol.MSCHAPV2,
              Duration.ofSeconds(1),
              0),
          new Question("alice", "x".toCharArray(), "", Optional.empty()),
          new SecureRandom());

  private static final byte[] RIGHT =
      Reply.to(REQUEST.identifier(), REQUEST.authenticator(), Answer.ACCEPT)
          .with(Attribute.REPLY_MESSAGE, "Welcome")
          .with(Attribute.ofMicrosoft(Attribute.MS_CHAP2_SUCCESS, new byte[43]))
          .signed();

  private static boolean isTrusted(byte[] datagram) {
    return new Answer(datagram).flaw(REQUEST, SECRET, true).isEmpty();
  }

  @Property
  void attributesAreReadAsTheyWereWritten(
      @ForAll @Size(max = 20) List<@Size(max = 247) byte[]> values) {
    List<Attribute> attributes = new ArrayList<>();
    for (byte[] value : values) {
      attributes.add(Attribute.of(value.length, value));
      attributes.add(Attribute.ofMicrosoft(value.length, value));
    }
    List<Attribute> read = Attribute.read(Attribute.written(attributes), 0).orElseThrow();
    assertThat(read).hasSameSizeAs(attributes);
    for (int i = 0; i < values.size(); i++) {
      assertThat(read.get(2 * i).value()).isEqualTo(values.get(i));
      assertThat(read.get(2 * i).type()).isEqualTo(values.get(i).length);
      Attribute microsofts = read.get(2 * i + 1).microsofts().get(0);
      assertThat(microsofts.value()).isEqualTo(values.get(i));
      assertThat(microsofts.type()).isEqualTo(values.get(i).length);
    }
  }

  /** Not a bit of an answer can be changed; and the answer as it was is right. */
  @Property
  void aChangedBitIsNoticed(@ForAll @IntRange(max = 7) int bit, @ForAll @IntRange int at) {
    byte[] changed = RIGHT.clone();
    changed[Math.floorMod(at, changed.length)] ^= (byte) (1 << bit);
    assertThat(isTrusted(RIGHT)).isTrue();
    assertThat(isTrusted(changed)).isFalse();
  }

  @Property
  void bytesFromAnywhereAreNotTrusted(@ForAll @Size(max = 200) byte[] datagram) {
    Answer answer = new Answer(datagram);
    assertThat(answer.flaw(REQUEST, SECRET, true)).isPresent();
    assertThat(answer.flaw(REQUEST, SECRET, false)).isPresent();
    assertThat(REQUEST.credentials().areProvenBy(answer)).isFalse();
  }

  /** The head is right, so that the attributes are looked at. */
  @Property
  void attributesFromAnywhereAreNotTrusted(@ForAll @Size(max = 200) byte[] attributes) {
    byte[] datagram = new byte[20 + attributes.length];
    System.arraycopy(RIGHT, 0, datagram, 0, 20);
    datagram[2] = 0;
    datagram[3] = (byte) datagram.length;
    System.arraycopy(attributes, 0, datagram, 20, attributes.length);
    Answer answer = new Answer(datagram);
    assertThat(answer.flaw(REQUEST, SECRET, true)).isPresent();
    answer.text();
    answer.microsofts(Attribute.MS_CHAP_ERROR);
  }
}
