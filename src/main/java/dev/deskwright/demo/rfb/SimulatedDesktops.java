package dev.deskwright.demo.rfb;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The desktops of the demo: each WorkSpace has one on a loopback port of its own, where RFB 3.8 is
 * spoken in a WebSocket (path /websockify, subprotocol binary). They start when they are asked for.
 * Safe for use by several threads.
 */
public final class SimulatedDesktops implements AutoCloseable {

  private static final int MAX_WALLPAPERS = 3;
  private static final int MAX_NAME = 32;

  private record Running(SimulatedDesktop desktop, WebSocketServer server) {

    void stop(String why) {
      desktop.close(why);
      server.close();
    }
  }

  private final Clock clock;
  private final Map<String, Running> running = new HashMap<>();
  private final Map<String, HomeFolder> homes = new HashMap<>();
  private final Map<Rectangle, Picture> wallpapers = new LinkedHashMap<>();
  private Vertx vertx;

  /**
   * No desktop runs yet, and no thread.
   *
   * @param clock for the clock on the desktop, and for what moves there
   */
  public SimulatedDesktops(Clock clock) {
    this.clock = clock;
  }

  /**
   * Where the desktop of a WorkSpace listens. Starts it if it does not run, which takes some
   * milliseconds; later calls return the same address until {@link #reset}.
   *
   * @param workspaceId ws- and nine of 0-9 a-z
   * @param userName whose desktop it is, as it is to be shown
   * @throws java.util.concurrent.CompletionException if no port can be had
   */
  public synchronized InetSocketAddress addressOf(String workspaceId, String userName) {
    return running
        .computeIfAbsent(workspaceId, id -> start(id, shown(userName)))
        .server()
        .address();
  }

  private Running start(String workspaceId, String userName) {
    if (vertx == null) {
      // Java would look for a screen where DISPLAY is set, and for a dock on a Mac.
      System.setProperty("java.awt.headless", "true");
      vertx = Vertx.vertx(options());
    }
    SimulatedDesktop desktop =
        new SimulatedDesktop(
            workspaceId,
            userName,
            homes.computeIfAbsent(workspaceId, id -> new HomeFolder()),
            clock,
            (millis, task) -> vertx.setTimer(millis, timer -> task.run()),
            this::wallpaper);
    return new Running(desktop, WebSocketServer.start(vertx, desktop));
  }

  /** One thread draws all desktops: nobody looks at many of them in a demo. */
  private static VertxOptions options() {
    return new VertxOptions()
        .setEventLoopPoolSize(1)
        .setWorkerPoolSize(1)
        .setInternalBlockingPoolSize(1)
        .setUseDaemonThread(true)
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }

  private static String shown(String userName) {
    StringBuilder shown = new StringBuilder();
    userName.chars().limit(MAX_NAME).forEach(c -> shown.append(GlyphSet.has(c) ? (char) c : '?'));
    return shown.isEmpty() ? "user" : shown.toString();
  }

  private Picture wallpaper(int width, int height) {
    synchronized (wallpapers) {
      if (wallpapers.size() > MAX_WALLPAPERS) {
        wallpapers.remove(wallpapers.keySet().iterator().next());
      }
      return wallpapers.computeIfAbsent(
          new Rectangle(0, 0, width, height), size -> Wallpaper.paint(width, height));
    }
  }

  /** All lines of the desktop's terminal; empty if the desktop does not run. */
  public synchronized Optional<String> text(String workspaceId) {
    return Optional.ofNullable(running.get(workspaceId)).map(each -> each.desktop().text());
  }

  /**
   * The pod is gone: ends the desktop and its connections. The next one is a new one, with the same
   * files in the home folder, as the user's drive outlives the pod.
   */
  public synchronized void reset(String workspaceId) {
    Running gone = running.remove(workspaceId);
    if (gone != null) {
      gone.stop("the pod is gone");
    }
  }

  /** The WorkSpace is gone, and the user's drive with it. */
  public synchronized void forget(String workspaceId) {
    reset(workspaceId);
    homes.remove(workspaceId);
  }

  /** Ends all desktops and their thread. */
  @Override
  public synchronized void close() {
    running.values().forEach(each -> each.stop("the demo ends"));
    running.clear();
    if (vertx != null) {
      vertx.close().toCompletionStage().toCompletableFuture().join();
      vertx = null;
    }
  }
}
