package dev.deskwright.gateway.proxy;

import static dev.deskwright.gateway.proxy.RfbMessages.bytes;
import static dev.deskwright.gateway.proxy.RfbMessages.cutText;
import static dev.deskwright.gateway.proxy.RfbMessages.extendedCutText;
import static dev.deskwright.gateway.proxy.RfbMessages.extendedPointer;
import static dev.deskwright.gateway.proxy.RfbMessages.fence;
import static dev.deskwright.gateway.proxy.RfbMessages.handshake38;
import static dev.deskwright.gateway.proxy.RfbMessages.key;
import static dev.deskwright.gateway.proxy.RfbMessages.pointer;
import static dev.deskwright.gateway.proxy.RfbMessages.setEncodings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskwright.gateway.defence.Defences;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** A client's stream is followed in whatever pieces it comes. */
class RfbClientStreamTest {

  private static final int LIMIT = 1000;
  private static final int REQUEST = 1 << 25;
  private static final int PROVIDE = 1 << 28;
  private static final int CAPS = 1 << 24;
  private static final int TEXT = 1;

  private final AtomicInteger inputs = new AtomicInteger();

  private RfbClientStream stream(boolean pasteAllowed) {
    return new RfbClientStream(Defences.ALL, pasteAllowed, LIMIT, inputs::incrementAndGet);
  }

  private RfbClientStream connected(boolean pasteAllowed) throws NotRfbException {
    var stream = stream(pasteAllowed);
    assertThat(stream.fromClient(handshake38())).isEqualTo(handshake38());
    return stream;
  }

  @Provide
  Arbitrary<Buffer> messages() {
    return Arbitraries.oneOf(
            Arbitraries.of(
                RfbMessages.setPixelFormat(),
                RfbMessages.updateRequest(),
                RfbMessages.continuousUpdates(),
                RfbMessages.xvp(),
                extendedPointer(0x180, 1, 2),
                key(0x61, true),
                RfbMessages.qemuKey(0x61),
                extendedCutText(CAPS | PROVIDE | TEXT, 4),
                extendedCutText(REQUEST | TEXT, 0)),
            Arbitraries.integers().between(0, 300).map(n -> setEncodings(new int[n])),
            Arbitraries.integers().between(0, 64).map(RfbMessages::fence),
            Arbitraries.integers().between(0, 255).map(RfbMessages::setDesktopSize),
            Arbitraries.integers().between(0, 0x7f).map(mask -> pointer(mask, mask, 3)),
            Arbitraries.integers().between(0, LIMIT + 10).map(n -> cutText("x".repeat(n))),
            Arbitraries.integers().between(0, LIMIT).map(n -> extendedCutText(PROVIDE | TEXT, n)))
        .list()
        .ofMaxSize(20)
        .map(
            all -> {
              Buffer whole = handshake38();
              all.forEach(whole::appendBuffer);
              return whole;
            });
  }

  @Property(tries = 400)
  void anySplitGivesTheSame(
      @ForAll("messages") Buffer whole,
      @ForAll boolean pasteAllowed,
      @ForAll @Size(max = 30) List<Integer> cuts)
      throws NotRfbException {
    if (!pasteAllowed && whole.toString("ISO-8859-1").contains("\u0005\u0080")) {
      return;
    }
    Buffer expected = stream(pasteAllowed).fromClient(whole);
    int inputsExpected = inputs.getAndSet(0);

    var stream = stream(pasteAllowed);
    Buffer got = Buffer.buffer();
    int from = 0;
    int[] at = cuts.stream().mapToInt(c -> Math.floorMod(c, whole.length())).sorted().toArray();
    for (int to : at) {
      got.appendBuffer(stream.fromClient(whole.getBuffer(from, to)));
      from = to;
    }
    got.appendBuffer(stream.fromClient(whole.getBuffer(from, whole.length())));

    assertThat(got).isEqualTo(expected);
    assertThat(inputs.getAndSet(0)).isEqualTo(inputsExpected);
  }

  @Property(tries = 2000)
  void noiseNeverEndsInAnythingButARefusal(
      @ForAll @Size(max = 20) List<byte[]> pieces, @ForAll boolean pasteAllowed) {
    try {
      var stream = connected(pasteAllowed);
      for (byte[] piece : pieces) {
        Buffer out = stream.fromClient(Buffer.buffer(piece));
        assertThat(out.length()).isLessThanOrEqualTo(piece.length + 12);
      }
    } catch (NotRfbException e) {
      assertThat(e).hasMessageNotContainingAny("null");
    }
  }

  @Property(tries = 500)
  void noiseInPlaceOfAHandshakeIsRefused(@ForAll @Size(min = 12, max = 40) byte[] noise) {
    assertThatThrownBy(() -> stream(true).fromClient(Buffer.buffer(noise)))
        .isInstanceOf(NotRfbException.class);
  }

  @Example
  void keysAndPointerAreInput() throws NotRfbException {
    var stream = connected(true);
    stream.fromClient(RfbMessages.updateRequest());
    assertThat(inputs).hasValue(0);
    stream.fromClient(key(0x61, true));
    stream.fromClient(RfbMessages.qemuKey(0x61));
    stream.fromClient(pointer(1, 2, 3));
    stream.fromClient(extendedPointer(0x80, 2, 3));
    assertThat(inputs).hasValue(4);
  }

  @Example
  void whatMayNotBePastedIsDropped() throws NotRfbException {
    var stream = connected(false);
    assertThat(stream.fromClient(cutText("secret")).length()).isZero();
    assertThat(stream.fromClient(extendedCutText(PROVIDE | TEXT, 50)).length()).isZero();
    assertThat(stream.fromClient(key(0x61, true))).isEqualTo(key(0x61, true));
  }

  @Example
  void whereNothingMayBePastedTheDesktopsClipboardCanStillBeAskedFor() throws NotRfbException {
    var stream = connected(false);
    Buffer ask = extendedCutText(REQUEST | TEXT, 0);
    assertThat(stream.fromClient(ask)).isEqualTo(ask);
    Buffer caps = extendedCutText(CAPS | PROVIDE | TEXT, 4);
    assertThat(stream.fromClient(caps)).isEqualTo(caps);
    assertThat(stream.fromClient(extendedCutText(CAPS | TEXT, 5000)).length()).isZero();
  }

  @Example
  void aLargeTextIsDroppedAndTheConnectionGoesOn() throws NotRfbException {
    var stream = connected(true);
    Buffer text = cutText("x".repeat(LIMIT));
    assertThat(stream.fromClient(text)).isEqualTo(text);
    assertThat(stream.fromClient(cutText("x".repeat(LIMIT + 1))).length()).isZero();
    assertThat(stream.fromClient(key(0x61, true))).isEqualTo(key(0x61, true));
  }

  /** Or a server without the extension would see a text where this class sees a pointer. */
  @Example
  void whereTheClipboardIsGuardedMoreMouseButtonsAreNotNegotiated() throws NotRfbException {
    assertThat(connected(false).fromClient(setEncodings(7, -316, -308)))
        .isEqualTo(setEncodings(7, 0, -308));
    assertThat(connected(true).fromClient(setEncodings(7, -316, -308)))
        .isEqualTo(setEncodings(7, -316, -308));
    var stream = connected(false);
    assertThatThrownBy(() -> stream.fromClient(extendedPointer(0x80, 1, 1)))
        .isInstanceOf(NotRfbException.class);
  }

  @Example
  void whatNoClientSendsIsRefused() {
    for (Buffer wrong :
        List.of(bytes(1), bytes(7), bytes(255, 1), fence(65), bytes(99, 0, 0), bytes(249))) {
      assertThatThrownBy(() -> connected(true).fromClient(wrong))
          .isInstanceOf(NotRfbException.class);
    }
  }

  @Example
  void versionsAndSecurityTypesThatCanBeFollowed() throws NotRfbException {
    Buffer vnc = Buffer.buffer("RFB 003.007\n").appendByte((byte) 2).appendBytes(new byte[17]);
    var stream = stream(true);
    assertThat(stream.fromClient(vnc)).isEqualTo(vnc);
    assertThat(stream.fromClient(key(1, true))).isEqualTo(key(1, true));
    for (int type : new int[] {0, 5, 16, 19, 255}) {
      assertThatThrownBy(
              () -> stream(true).fromClient(Buffer.buffer("RFB 003.008\n").appendByte((byte) type)))
          .isInstanceOf(NotRfbException.class);
    }
  }

  @Example
  void inVersion33TheServerChooses() throws NotRfbException {
    var stream = stream(true);
    stream.fromDesktop(Buffer.buffer("RFB 003.0"));
    stream.fromDesktop(Buffer.buffer("03\n").appendInt(2));
    stream.fromClient(Buffer.buffer("RFB 003.003\n").appendBytes(new byte[16]));
    stream.fromClient(bytes(1));
    assertThat(stream.fromClient(key(1, true))).isEqualTo(key(1, true));
    assertThat(inputs).hasValue(1);

    assertThatThrownBy(() -> stream(true).fromClient(Buffer.buffer("RFB 003.003\n")))
        .isInstanceOf(NotRfbException.class);
  }
}
