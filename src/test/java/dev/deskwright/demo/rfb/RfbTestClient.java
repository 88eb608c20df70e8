package dev.deskwright.demo.rfb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A viewer written from RFC 6143, not from the server's code. It is handed whole messages, and asks
 * for the next update after each one, as viewers do.
 */
final class RfbTestClient implements RfbSession.Wire {

  private enum Step {
    VERSION,
    SECURITY,
    RESULT,
    INIT,
    READY
  }

  private final List<Integer> encodings;
  private final Inflater inflater = new Inflater();
  private final Deque<byte[]> outbox = new ArrayDeque<>();
  private Consumer<byte[]> server;
  private boolean draining;
  private Runnable leave = () -> {};
  private Step step = Step.VERSION;
  boolean shared = true;
  boolean full;
  boolean asking = true;
  boolean cursorSeen;
  int width;
  int height;
  int[] pixels;
  int updates;
  int rectangles;
  long changedPixels;
  int lastReason = -1;
  int lastStatus = -1;
  String name;
  String clipboard;
  String ended;

  RfbTestClient(Integer... encodings) {
    this.encodings = List.of(encodings);
  }

  /** Connects to a desktop in this process. */
  RfbTestClient connect(SimulatedDesktop desktop) {
    RfbSession session = desktop.connect(this).orElseThrow();
    leave = () -> desktop.disconnect(session);
    connect(bytes -> desktop.receive(session, bytes));
    return this;
  }

  void leave() {
    leave.run();
  }

  void connect(Consumer<byte[]> transport) {
    server = transport;
    drain();
  }

  /** The server speaks first, and is never answered while it speaks. */
  private void say(byte[] bytes) {
    outbox.add(bytes);
    if (server != null && !draining) {
      drain();
    }
  }

  private void drain() {
    draining = true;
    while (!outbox.isEmpty()) {
      server.accept(outbox.remove());
    }
    draining = false;
  }

  @Override
  public void send(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    switch (step) {
      case VERSION -> {
        step = Step.SECURITY;
        say(Arrays.copyOf(bytes, 12));
      }
      case SECURITY -> {
        step = Step.RESULT;
        say(new byte[] {1});
      }
      case RESULT -> {
        step = Step.INIT;
        say(new byte[] {(byte) (shared ? 1 : 0)});
      }
      case INIT -> init(in);
      default -> message(in);
    }
    if (in.hasRemaining() && step == Step.READY) {
      throw new AssertionError(in.remaining() + " bytes too many");
    }
  }

  private void init(ByteBuffer in) {
    width = in.getShort();
    height = in.getShort();
    in.position(in.position() + 16);
    byte[] text = new byte[in.getInt()];
    in.get(text);
    name = new String(text, UTF_8);
    pixels = new int[width * height];
    step = Step.READY;
    say(new ByteWriter().u8(2).u8(0).u16(encodings.size()).bytes(numbers(encodings)).toByteArray());
    ask(false);
  }

  private static byte[] numbers(List<Integer> numbers) {
    ByteWriter out = new ByteWriter();
    numbers.forEach(out::u32);
    return out.toByteArray();
  }

  void ask(boolean incremental) {
    say(
        new ByteWriter()
            .u8(3)
            .u8(incremental ? 1 : 0)
            .u16(0)
            .u16(0)
            .u16(width)
            .u16(height)
            .toByteArray());
  }

  /** Sends bytes as they are. */
  void raw(int... bytes) {
    ByteWriter out = new ByteWriter();
    Arrays.stream(bytes).forEach(out::u8);
    say(out.toByteArray());
  }

  void key(int keysym) {
    key(keysym, true);
    key(keysym, false);
  }

  void key(int keysym, boolean down) {
    say(new ByteWriter().u8(4).u8(down ? 1 : 0).u16(0).u32(keysym).toByteArray());
  }

  /** Types Latin-1 text, and Enter for a line end. */
  void type(String text) {
    text.chars().forEach(c -> key(c == '\n' ? 0xff0d : c));
  }

  void pointer(int buttons, int x, int y) {
    say(new ByteWriter().u8(5).u8(buttons).u16(x).u16(y).toByteArray());
  }

  void paste(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    say(new ByteWriter().u8(6).u8(0).u16(0).u32(bytes.length).bytes(bytes).toByteArray());
  }

  void resize(int newWidth, int newHeight) {
    ByteWriter out = new ByteWriter().u8(251).u8(0).u16(newWidth).u16(newHeight).u8(1).u8(0);
    out.u32(0).u16(0).u16(0).u16(newWidth).u16(newHeight).u32(0);
    say(out.toByteArray());
  }

  private void message(ByteBuffer in) {
    int type = in.get();
    in.get();
    int count = in.getShort();
    if (type == 3) {
      byte[] text = new byte[in.getInt()];
      in.get(text);
      clipboard = new String(text, ISO_8859_1);
      return;
    }
    if (type != 0) {
      throw new AssertionError("unknown message " + type);
    }
    updates++;
    rectangles += count;
    for (int i = 0; i < count; i++) {
      rectangle(in);
    }
    if (asking) {
      ask(true);
    }
  }

  private void rectangle(ByteBuffer in) {
    int x = in.getShort();
    int y = in.getShort();
    int w = in.getShort();
    int h = in.getShort();
    int encoding = in.getInt();
    switch (encoding) {
      case 0 -> put(x, y, w, h, IntStream.range(0, w * h).map(i -> pixel(in)).toArray());
      case 16 -> zrle(in, x, y, w, h);
      case -239 -> {
        in.position(in.position() + w * h * 4 + (w + 7) / 8 * h);
        cursorSeen = true;
      }
      case -223 -> size(w, h);
      case -308 -> {
        lastReason = x;
        lastStatus = y;
        in.position(in.position() + 4 + 16 * in.get(in.position()));
        size(w, h);
      }
      default -> throw new AssertionError("encoding " + encoding + " was not asked for");
    }
  }

  private void size(int newWidth, int newHeight) {
    if (newWidth != width || newHeight != height) {
      width = newWidth;
      height = newHeight;
      pixels = new int[width * height];
    }
  }

  private static int pixel(ByteBuffer in) {
    return Integer.reverseBytes(in.getInt()) & 0xffffff;
  }

  private void put(int x, int y, int w, int h, int[] values) {
    for (int i = 0; i < values.length; i++) {
      int at = (y + i / w) * width + x + i % w;
      if (pixels[at] != values[i]) {
        changedPixels++;
        pixels[at] = values[i];
      }
    }
    if (h * w != values.length) {
      throw new AssertionError("a tile of the wrong size");
    }
  }

  private void zrle(ByteBuffer in, int x, int y, int w, int h) {
    byte[] compressed = new byte[in.getInt()];
    in.get(compressed);
    ByteBuffer plain = ByteBuffer.wrap(inflate(compressed));
    for (int ty = y; ty < y + h; ty += 64) {
      for (int tx = x; tx < x + w; tx += 64) {
        int tw = Math.min(64, x + w - tx);
        int th = Math.min(64, y + h - ty);
        put(tx, ty, tw, th, tile(plain, tw, th));
      }
    }
    if (plain.hasRemaining()) {
      throw new AssertionError("ZRLE data too long");
    }
  }

  private byte[] inflate(byte[] compressed) {
    inflater.setInput(compressed);
    ByteWriter out = new ByteWriter();
    byte[] chunk = new byte[65536];
    try {
      int count = inflater.inflate(chunk);
      while (count > 0) {
        out.bytes(chunk, count);
        count = inflater.inflate(chunk);
      }
    } catch (DataFormatException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static int[] tile(ByteBuffer in, int w, int h) {
    int type = in.get() & 0xff;
    if (type > 16) {
      throw new AssertionError("tile type " + type);
    }
    int[] palette = IntStream.range(0, type).map(i -> compact(in)).toArray();
    int[] tile = new int[w * h];
    int bits = type == 2 ? 1 : type <= 4 ? 2 : 4;
    for (int row = 0; row < h; row++) {
      int held = 0;
      int left = 0;
      for (int x = 0; x < w; x++) {
        if (type > 1 && left == 0) {
          held = in.get() & 0xff;
          left = 8;
        }
        left -= bits;
        tile[row * w + x] =
            switch (type) {
              case 0 -> compact(in);
              case 1 -> palette[0];
              default -> palette[(held >> left) & ((1 << bits) - 1)];
            };
      }
    }
    return tile;
  }

  private static int compact(ByteBuffer in) {
    return (in.get() & 0xff) | ((in.get() & 0xff) << 8) | ((in.get() & 0xff) << 16);
  }

  @Override
  public boolean isFull() {
    return full;
  }

  @Override
  public void end(String why) {
    ended = why;
  }
}
