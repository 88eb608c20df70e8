package dev.deskwright.demo.rfb;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedDesktopTest {

  private static final int RAW = 0;
  private static final int ZRLE = 16;
  private static final int DESKTOP_SIZE = -223;
  private static final int CURSOR = -239;
  private static final int EXTENDED_SIZE = -308;

  private final DesktopFixture fixture = new DesktopFixture();
  private final SimulatedDesktop desktop = fixture.desktop;

  private RfbTestClient viewer(Integer... encodings) {
    RfbTestClient client = new RfbTestClient(encodings).connect(desktop);
    fixture.pass(150);
    return client;
  }

  /** What the desktop has drawn, as 0x00RRGGBB. */
  private int[] drawn() {
    return Arrays.stream(desktop.picture().pixels()).map(pixel -> pixel & 0xffffff).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {RAW, ZRLE})
  void aViewerSeesWhatIsDrawn(int encoding) {
    RfbTestClient client = viewer(encoding);
    assertThat(client.name).isEqualTo("SIMULATED desktop ws-0123456789 of ada");
    assertThat(client.width).isEqualTo(1280);
    assertThat(client.pixels).isEqualTo(drawn());
    client.type("echo Gr\u00fc\u00dfe\nhelp\n");
    client.pointer(1, 400, 115);
    client.pointer(1, 520, 215);
    fixture.pass(5_000);
    assertThat(client.pixels).isEqualTo(drawn());
  }

  @Test
  void whatIsTypedIsToBeReadAndSeen() {
    RfbTestClient client = viewer(ZRLE);
    client.changedPixels = 0;
    client.type("whoami\n");
    fixture.pass(30);
    assertThat(desktop.text()).contains("ada@ws-0123456789:~$ whoami\nada\n");
    assertThat(client.changedPixels).isGreaterThan(200);
  }

  @Test
  void itMovesTenTimesASecondAndNoFaster() {
    RfbTestClient client = viewer(ZRLE);
    client.updates = 0;
    fixture.pass(10_000);
    assertThat(client.updates).isBetween(95, 101);
    client.updates = 0;
    client.type("echo");
    fixture.pass(1_000);
    assertThat(client.updates).isLessThan(15);
  }

  @Test
  void onlyWhatChangesIsSent() {
    RfbTestClient client = viewer(ZRLE);
    client.rectangles = 0;
    fixture.pass(1_000);
    assertThat(client.rectangles).isBetween(10, 120);
  }

  @Test
  void theTerminalKeepsItsTextWhileNobodyLooks() {
    RfbTestClient first = viewer(ZRLE);
    first.type("echo still here\nhalf a li");
    first.leave();
    fixture.pass(60_000);
    RfbTestClient second = viewer(ZRLE);
    assertThat(desktop.text()).contains("\nstill here\n").endsWith("$ half a li");
    second.type("ne");
    assertThat(desktop.text()).endsWith("$ half a line");
  }

  @Test
  void nothingIsDrawnWhileNobodyLooks() {
    RfbTestClient client = viewer(ZRLE);
    assertThat(desktop.isDrawn()).isTrue();
    client.leave();
    fixture.pass(1_000);
    assertThat(desktop.isDrawn()).isFalse();
    assertThat(fixture.waiting()).isZero();
  }

  @Test
  void twoViewersShareOneDesktop() {
    RfbTestClient one = viewer(ZRLE);
    RfbTestClient two = viewer(RAW);
    one.type("echo both\n");
    fixture.pass(200);
    assertThat(two.pixels).isEqualTo(one.pixels).isEqualTo(drawn());
    one.leave();
    two.type("echo one\n");
    fixture.pass(200);
    assertThat(two.pixels).isEqualTo(drawn());
  }

  @Test
  void aViewerThatDoesNotShareIsAlone() {
    RfbTestClient one = viewer(ZRLE);
    RfbTestClient greedy = new RfbTestClient(ZRLE);
    greedy.shared = false;
    greedy.connect(desktop);
    fixture.pass(150);
    assertThat(one.ended).contains("another client");
    assertThat(greedy.ended).isNull();
    assertThat(greedy.pixels).isEqualTo(drawn());
  }

  @Test
  void aSlowViewerGetsTheLatestPictureWhenItCanTakeIt() {
    RfbTestClient slow = viewer(ZRLE);
    slow.full = true;
    slow.updates = 0;
    slow.type("help\n");
    fixture.pass(3_000);
    assertThat(slow.updates).isZero();
    slow.full = false;
    fixture.pass(100);
    assertThat(slow.updates).isEqualTo(1);
    assertThat(slow.pixels).isEqualTo(drawn());
  }

  @Test
  void aViewerThatDoesNotAskGetsNothing() {
    RfbTestClient client = viewer(ZRLE);
    client.asking = false;
    fixture.pass(200);
    client.updates = 0;
    fixture.pass(2_000);
    assertThat(client.updates).isZero();
  }

  @Test
  void theSizeFollowsTheViewer() {
    RfbTestClient client = viewer(ZRLE, EXTENDED_SIZE, CURSOR);
    assertThat(client.cursorSeen).isTrue();
    assertThat(client.lastReason).isZero();
    RfbTestClient other = viewer(RAW, DESKTOP_SIZE);
    client.resize(700, 500);
    fixture.pass(100);
    client.ask(true);
    other.ask(true);
    fixture.pass(200);
    assertThat(client.lastReason).isEqualTo(1);
    assertThat(client.lastStatus).isZero();
    assertThat(client.width).isEqualTo(700);
    assertThat(client.pixels).isEqualTo(drawn());
    assertThat(other.height).isEqualTo(500);
    assertThat(other.pixels).isEqualTo(drawn());
  }

  @ParameterizedTest
  @CsvSource({"239, 600", "2561, 600", "600, 1601", "0, 0", "65535, 65535"})
  void anImpossibleSizeIsRefused(int width, int height) {
    RfbTestClient client = viewer(ZRLE, EXTENDED_SIZE);
    client.resize(width, height);
    fixture.pass(100);
    assertThat(client.lastStatus).isEqualTo(3);
    assertThat(client.width).isEqualTo(1280);
    assertThat(client.ended).isNull();
  }

  @Test
  void theSizeStaysWhileAViewerCannotFollow() {
    viewer(RAW);
    RfbTestClient client = viewer(ZRLE, EXTENDED_SIZE);
    client.resize(700, 500);
    fixture.pass(100);
    assertThat(client.lastStatus).isEqualTo(1);
    assertThat(client.width).isEqualTo(1280);
  }

  @Test
  void theClipboardGoesBothWays() {
    RfbTestClient client = viewer(ZRLE);
    RfbTestClient other = viewer(ZRLE);
    client.type("copy caf\u00e9\n");
    assertThat(client.clipboard).isEqualTo("caf\u00e9");
    assertThat(other.clipboard).isEqualTo("caf\u00e9");
    client.paste("echo pas\u0007ted\r\nsecond");
    assertThat(desktop.text()).contains("\npasted\n").endsWith("$ second");
  }

  @Test
  void whatTheDesktopCopiedIsNotPastedBack() {
    RfbTestClient client = viewer(ZRLE);
    client.type("copy mine\n");
    client.paste("mine");
    assertThat(desktop.text()).endsWith("$ ");
  }

  @Test
  void aClickElsewhereTakesTheKeyboardAwayAndAClickBackGivesIt() {
    RfbTestClient client = viewer(ZRLE);
    client.changedPixels = 0;
    client.pointer(1, 1200, 300);
    client.pointer(0, 1200, 300);
    fixture.pass(30);
    assertThat(client.changedPixels).isGreaterThan(1_000);
    client.type("lost");
    client.pointer(1, 300, 300);
    client.pointer(0, 300, 300);
    client.type("kept");
    assertThat(desktop.text()).endsWith("$ kept");
  }

  @Test
  void tooManyViewersAreRefused() {
    for (int i = 0; i < 8; i++) {
      new RfbTestClient(RAW).connect(desktop);
    }
    assertThat(desktop.connect(new RfbTestClient(RAW))).isEmpty();
  }

  @Test
  void aConnectionThatDoesNotBeginEnds() {
    RfbTestClient silent = new RfbTestClient(RAW);
    RfbSession session = desktop.connect(silent).orElseThrow();
    desktop.expect(session);
    assertThat(silent.ended).contains("handshake");
    RfbTestClient lively = viewer(RAW);
    assertThat(lively.ended).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "99",
        "255", // no such messages
        "2 0 255 255", // too many encodings
        "6 0 0 0 127 255 255 255", // a text too long
        "6 0 0 0 255 255 255 252", // a length below zero, as of the extended clipboard
        "251 0 1 0 1 0 200 0", // too many screens
        "0 0 0 0 8 8 0 0 0 0 0 0 0 0 0 0 0 0 0 0", // a colour map
        "0 0 0 0 24 24 0 1 0 255 0 255 0 255 16 8 0 0 0 0", // 24 bits a pixel
        "0 0 0 0 32 24 0 1 0 255 0 255 0 255 40 8 0 0 0 0", // a shift out of the pixel
        "0 0 0 0 16 16 0 1 0 255 0 255 0 255 11 5 0 0 0 0", // colours that do not fit
      })
  void wrongBytesEndTheConnection(String bytes) {
    RfbTestClient client = viewer(RAW);
    RfbTestClient other = viewer(RAW);
    client.raw(Arrays.stream(bytes.split(" ")).mapToInt(Integer::parseInt).toArray());
    assertThat(client.ended).isNotNull();
    client.type("x");
    assertThat(desktop.text()).endsWith("$ ");
    assertThat(other.ended).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RFB 003.003\n", "RFB 004.000\n", "GET / HTTP/1"})
  void anotherVersionIsToldWhy(String version) {
    ByteWriter sent = new ByteWriter();
    String[] ended = new String[1];
    RfbSession session = desktop.connect(wire(sent::bytes, ended)).orElseThrow();
    desktop.receive(session, version.getBytes(US_ASCII));
    assertThat(new String(sent.toByteArray(), US_ASCII)).endsWith("this desktop speaks RFB 3.8");
    assertThat(ended[0]).isNotNull();
  }

  private static RfbSession.Wire wire(Consumer<byte[]> sink, String[] ended) {
    return new RfbSession.Wire() {
      @Override
      public void send(byte[] bytes) {
        sink.accept(bytes);
      }

      @Override
      public boolean isFull() {
        return false;
      }

      @Override
      public void end(String why) {
        ended[0] = why;
      }
    };
  }
}
