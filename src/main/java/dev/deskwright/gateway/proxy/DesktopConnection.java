package dev.deskwright.gateway.proxy;

import dev.deskwright.gateway.defence.Defence;
import dev.deskwright.gateway.proxy.Connections.Live;
import dev.deskwright.gateway.proxy.Connections.Place;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.time.Duration;

/** A connection that stands: both streams, their limits, and their end. On one event loop. */
final class DesktopConnection implements Live {

  /** Looks at the connection per ping. */
  private static final int LOOKS = 4;

  /** A message is as many frames at most; noVNC sends one each. */
  private static final int FRAMES = 16;

  private static final long INPUT_EVERY_LOOKS = 1;
  private static final long CLOSING_MILLIS = 2_000;

  private final Vertx vertx;
  private final Context context;
  private final ProxyParts parts;
  private final Connected connected;
  private final Place place;
  private final ServerWebSocket client;
  private final DesktopLink desktop;
  private final RfbClientStream rfb;
  private final Attempt attempt;
  private final long lookMillis;
  private long timer;
  private long looks;
  private long lastSign;
  private long lastInput;
  private long lastTold = -INPUT_EVERY_LOOKS;
  private long messageBytes;
  private Buffer ping;
  private long pinged;
  private boolean over;

  DesktopConnection(
      Vertx vertx,
      ProxyParts parts,
      Connected connected,
      Place place,
      ServerWebSocket client,
      DesktopLink desktop,
      Attempt attempt) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.parts = parts;
    this.connected = connected;
    this.place = place;
    this.client = client;
    this.desktop = desktop;
    this.attempt = attempt;
    this.lookMillis = Math.max(1, parts.limits().ping().toMillis() / LOOKS);
    this.rfb =
        new RfbClientStream(
            parts.defences(),
            connected.target().pasteAllowed(),
            parts.limits().clipboardBytes(),
            this::input);
  }

  @Override
  public Connected connected() {
    return connected;
  }

  @Override
  public void end(Ending ending) {
    context.runOnContext(now -> finish(ending));
  }

  void start() {
    if (client.isClosed()) {
      over = true;
      desktop.close();
      place.leave();
      attempt.ended(this, null);
      return;
    }
    client.setWriteQueueMaxSize(parts.limits().queueBytes());
    client.frameHandler(this::fromClient);
    client.pongHandler(this::pong);
    client.exceptionHandler(failure -> {});
    client.closeHandler(closed -> finish(null));
    client.drainHandler(now -> clientDrained());
    timer = vertx.setPeriodic(lookMillis, now -> look());
    parts.activity().connected(connected.target());
    parts.connections().add(this);
    parts.connections().takeOver(this);
    desktop.start(this::fromDesktop, this::desktopDrained, () -> finish(Ending.DESKTOP_GONE));
  }

  private void fromDesktop(Buffer data) {
    if (over || client.isClosed()) {
      return;
    }
    parts.metrics().fromDesktop(data.length());
    rfb.fromDesktop(data);
    client.write(data, null);
    if (client.writeQueueFull()) {
      // A client that reads nothing is not listened to either: its pings are answered, too.
      desktop.pause();
      client.pause();
    }
  }

  private void clientDrained() {
    if (!over) {
      lastSign = looks;
      desktop.resume();
      if (!desktop.isFull()) {
        client.resume();
      }
    }
  }

  private void fromClient(WebSocketFrame frame) {
    if (over || frame.isClose() || frame.isPing()) {
      return;
    }
    lastSign = looks;
    if (frame.isText()) {
      finish(Ending.NOT_RFB);
    } else if (frame.isBinary() || frame.isContinuation()) {
      Buffer data = frame.binaryData();
      messageBytes = (frame.isContinuation() ? messageBytes : 0) + data.length();
      if (messageBytes > (long) FRAMES * parts.limits().frameBytes()
          && parts.defences().has(Defence.FRAME_SIZE)) {
        finish(Ending.NOT_RFB);
      } else {
        toDesktop(data);
      }
    }
  }

  private void toDesktop(Buffer data) {
    parts.metrics().toDesktop(data.length());
    try {
      Buffer allowed = rfb.fromClient(data);
      if (allowed.length() > 0) {
        desktop.write(allowed);
      }
    } catch (NotRfbException e) {
      finish(Ending.NOT_RFB);
      return;
    }
    if (desktop.isFull()) {
      client.pause();
    }
  }

  private void desktopDrained() {
    if (!over && !client.isClosed() && !client.writeQueueFull()) {
      client.resume();
    }
  }

  private void input() {
    lastInput = looks;
    if (looks - lastTold >= INPUT_EVERY_LOOKS) {
      lastTold = looks;
      parts.activity().input(connected.target());
    }
  }

  private void look() {
    looks++;
    var limits = parts.limits();
    if (!parts.clock().instant().isBefore(connected.session().until())) {
      finish(Ending.SESSION_ENDED);
    } else if ((looks - lastSign) * lookMillis > limits.silence().toMillis()) {
      finish(Ending.CLIENT_GONE);
    } else if ((looks - lastInput) * lookMillis > limits.idle().toMillis()) {
      finish(Ending.IDLE);
    } else if (looks % LOOKS == 0 && !client.isClosed() && !client.writeQueueFull()) {
      ping();
    }
  }

  /**
   * With a number, so that a client that answers before it is asked is not taken for a fast one.
   */
  private void ping() {
    ping = Buffer.buffer().appendLong(looks);
    pinged = System.nanoTime();
    client.writePing(ping);
  }

  private void pong(Buffer pong) {
    lastSign = looks;
    if (!over && pong.equals(ping)) {
      ping = null;
      attempt.roundTrip(this, Duration.ofNanos(System.nanoTime() - pinged));
    }
  }

  /** Ends both sides; the ending is null when the client has closed the connection itself. */
  private void finish(Ending ending) {
    if (over) {
      return;
    }
    over = true;
    vertx.cancelTimer(timer);
    desktop.close();
    parts.connections().remove(this);
    place.leave();
    parts.activity().disconnected(connected.target());
    attempt.ended(this, ending);
    if (ending == null) {
      return;
    }
    if (ending == Ending.CLIENT_GONE) {
      Cut.now(client);
    } else {
      client.resume();
      client.close(ending.code(), ending.reason());
      vertx.setTimer(CLOSING_MILLIS, late -> Cut.now(client));
    }
  }
}
