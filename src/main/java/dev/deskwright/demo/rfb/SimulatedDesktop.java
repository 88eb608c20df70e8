package dev.deskwright.demo.rfb;

import java.time.Clock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * One desktop and who looks at it. The terminal stays while nobody is connected; the picture is
 * only there while somebody is. Safe for use by several threads.
 */
final class SimulatedDesktop implements RfbSession.Host {

  /** Runs something later, once. */
  interface Timer {

    void in(long millis, Runnable task);
  }

  /** Pictures of hills are large, so desktops of the same size share one. */
  interface Wallpapers {

    Picture of(int width, int height);
  }

  private static final int WIDTH = 1280;
  private static final int HEIGHT = 800;
  private static final int MIN_SIZE = 240;
  private static final int MAX_WIDTH = 2560;
  private static final int MAX_HEIGHT = 1600;
  private static final int MAX_SESSIONS = 8;
  private static final long ANIMATION_MILLIS = 100;
  private static final long INPUT_MILLIS = 25;

  private final String name;
  private final Terminal terminal;
  private final Panel panel;
  private final Clock clock;
  private final Timer timer;
  private final Wallpapers wallpapers;
  private final List<RfbSession> sessions = new ArrayList<>();
  private Scene scene;
  private TileGrid grid;
  private String copied;
  private int width = WIDTH;
  private int height = HEIGHT;
  private boolean animated;
  private boolean soon;
  private boolean closed;

  SimulatedDesktop(
      String workspaceId,
      String userName,
      HomeFolder home,
      Clock clock,
      Timer timer,
      Wallpapers wallpapers) {
    this.clock = clock;
    this.timer = timer;
    this.wallpapers = wallpapers;
    name = "SIMULATED desktop " + workspaceId + " of " + userName;
    panel = new Panel(userName, workspaceId);
    terminal = new Terminal(new Shell(userName, workspaceId, home, clock, this::copy));
  }

  /** A new connection; empty if there are too many. */
  synchronized Optional<RfbSession> connect(RfbSession.Wire wire) {
    if (closed || sessions.size() >= MAX_SESSIONS) {
      return Optional.empty();
    }
    RfbSession session = new RfbSession(this, wire);
    sessions.add(session);
    return Optional.of(session);
  }

  synchronized void receive(RfbSession session, byte[] bytes) {
    session.receive(bytes);
  }

  synchronized void disconnect(RfbSession session) {
    session.end("gone");
    sessions.remove(session);
    if (sessions.stream().noneMatch(RfbSession::isReady)) {
      scene = null;
      grid = null;
    }
  }

  /** Ends a connection that has not come to life by now. */
  synchronized void expect(RfbSession session) {
    if (!session.isReady()) {
      end(session, "no handshake in time");
    }
  }

  /** Ends all connections. */
  synchronized void close(String why) {
    closed = true;
    List.copyOf(sessions).forEach(session -> end(session, why));
  }

  private void end(RfbSession session, String why) {
    session.end(why);
    disconnect(session);
  }

  /** The text in the terminal. */
  synchronized String text() {
    return String.join("\n", terminal.lines().stream().map(Terminal.Line::toString).toList());
  }

  /** Whether a picture is kept, which is the case while somebody looks at it. */
  synchronized boolean isDrawn() {
    return scene != null;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Picture picture() {
    return scene.screen();
  }

  @Override
  public void joined(RfbSession session, boolean shared) {
    if (!shared) {
      sessions.stream()
          .filter(other -> other != session)
          .toList()
          .forEach(other -> end(other, "another client wants the desktop for itself"));
    }
    if (scene == null) {
      show();
    }
    if (!animated) {
      animated = true;
      timer.in(ANIMATION_MILLIS, this::animate);
    }
  }

  private void show() {
    scene = new Scene(wallpapers.of(width, height), panel, terminal, clock);
    grid = new TileGrid(width, height);
    draw();
  }

  private synchronized void animate() {
    animated = scene != null;
    if (animated) {
      draw();
      timer.in(ANIMATION_MILLIS, this::animate);
    }
  }

  private void drawSoon() {
    if (!soon) {
      soon = true;
      timer.in(INPUT_MILLIS, this::drawNow);
    }
  }

  private synchronized void drawNow() {
    soon = false;
    if (scene != null) {
      draw();
    }
  }

  private void draw() {
    BitSet changed = grid.changed(scene.screen(), scene.draw());
    for (RfbSession session : sessions) {
      session.changed(changed);
      session.flush(scene.screen(), grid);
    }
  }

  @Override
  public void wanted(RfbSession session) {
    // Else the next picture is time enough: a fast client must not make the desktop draw faster.
    if (session.updates().hasNews()) {
      drawSoon();
    }
  }

  @Override
  public void key(RfbSession session, int keysym, boolean down) {
    if (scene.terminalHasFocus() || Keyboard.isModifier(keysym)) {
      session.keyboard().key(keysym, down, terminal);
      drawSoon();
    }
  }

  @Override
  public void pointer(int buttons, int x, int y) {
    if (scene.pointer(buttons, x, y)) {
      drawSoon();
    }
  }

  @Override
  public void pasted(String text) {
    // Clients send back what the desktop itself has put into their clipboard.
    if (!text.equals(copied)) {
      terminal.paste(text);
      drawSoon();
    }
  }

  private void copy(String text) {
    copied = text;
    sessions.forEach(session -> session.copied(text));
  }

  @Override
  public void resize(RfbSession session, int newWidth, int newHeight) {
    boolean possible = newWidth >= MIN_SIZE && newHeight >= MIN_SIZE;
    possible &= newWidth <= MAX_WIDTH && newHeight <= MAX_HEIGHT;
    boolean allowed =
        sessions.stream().filter(RfbSession::isReady).allMatch(s -> s.updates().canResize());
    if (!possible || !allowed) {
      int status = possible ? Updates.PROHIBITED : Updates.INVALID;
      session.updates().resized(Updates.BY_THIS_CLIENT, status, grid);
      drawSoon();
      return;
    }
    width = newWidth;
    height = newHeight;
    scene = null;
    // The sessions learn of the new size before a tile of the new picture is sent.
    grid = new TileGrid(width, height);
    for (RfbSession each : sessions) {
      int reason = each == session ? Updates.BY_THIS_CLIENT : Updates.BY_OTHER_CLIENT;
      each.updates().resized(reason, Updates.DONE, grid);
    }
    show();
  }
}
