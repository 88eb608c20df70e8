package dev.deskwright.demo.rfb;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What one client has asked for, what it has not seen yet, and how it wants it. */
final class Updates implements AutoCloseable {

  /** Who has changed the size, in the words of ExtendedDesktopSize. */
  static final int BY_SERVER = 0;

  static final int BY_THIS_CLIENT = 1;
  static final int BY_OTHER_CLIENT = 2;

  /** What came of it. */
  static final int DONE = 0;

  static final int PROHIBITED = 1;
  static final int INVALID = 3;

  /** News of the desktop's size. */
  private record SizeNews(int reason, int status) {}

  private final ZrleEncoder zrle = new ZrleEncoder();
  private final BitSet unseen = new BitSet();
  private PixelFormat format = PixelFormat.NATIVE;
  private Set<Integer> encodings = Set.of();
  private boolean cursorDue;
  private boolean everything;
  private SizeNews sizeNews;
  private ClientMessage.UpdateRequest request;

  void use(PixelFormat wish) {
    format = wish;
    cursorDue = true;
  }

  void use(List<Integer> wish) {
    encodings = Set.copyOf(wish);
    cursorDue = true;
    if (encodings.contains(Encodings.EXTENDED_DESKTOP_SIZE)) {
      // Tells the client that it may ask for another size.
      sizeNews = new SizeNews(BY_SERVER, DONE);
    }
  }

  void request(ClientMessage.UpdateRequest wish) {
    request = wish;
    everything |= !wish.incremental();
  }

  void changed(BitSet tiles) {
    unseen.or(tiles);
  }

  /** Whether there is something that the client has not seen. */
  boolean hasNews() {
    return everything || cursorDue || sizeNews != null || !unseen.isEmpty();
  }

  boolean canResize() {
    return encodings.contains(Encodings.EXTENDED_DESKTOP_SIZE)
        || encodings.contains(Encodings.DESKTOP_SIZE);
  }

  /** The desktop has another size now, or has kept the one it has. */
  void resized(int reason, int status, TileGrid grid) {
    sizeNews = new SizeNews(reason, status);
    if (status == DONE) {
      unseen.clear();
      unseen.or(grid.all());
    }
  }

  /** The next update; empty if the client waits for none, or there is nothing new. */
  Optional<byte[]> next(Picture picture, TileGrid grid) {
    if (request == null) {
      return Optional.empty();
    }
    BitSet asked =
        grid.touching(new Rectangle(request.x(), request.y(), request.width(), request.height()));
    if (everything) {
      unseen.or(asked);
    }
    asked.and(unseen);
    List<Consumer<ByteWriter>> rectangles = pseudo(picture);
    for (Rectangle area : grid.areas(asked)) {
      rectangles.add(out -> encode(out, picture, area));
    }
    if (rectangles.isEmpty()) {
      return Optional.empty();
    }
    unseen.andNot(asked);
    request = null;
    everything = false;
    ByteWriter out = new ByteWriter().u8(0).u8(0).u16(rectangles.size());
    rectangles.forEach(rectangle -> rectangle.accept(out));
    return Optional.of(out.toByteArray());
  }

  private List<Consumer<ByteWriter>> pseudo(Picture picture) {
    List<Consumer<ByteWriter>> rectangles = new ArrayList<>();
    if (sizeNews != null) {
      SizeNews news = sizeNews;
      sizeNews = null;
      if (encodings.contains(Encodings.EXTENDED_DESKTOP_SIZE)) {
        rectangles.add(out -> extendedSize(out, news, picture));
      } else if (canResize() && news.status() == DONE) {
        rectangles.add(
            out -> out.rectangle(0, 0, picture.width(), picture.height(), Encodings.DESKTOP_SIZE));
      }
    }
    if (cursorDue && encodings.contains(Encodings.CURSOR)) {
      rectangles.add(out -> MouseCursor.write(out, format));
    }
    cursorDue = false;
    return rectangles;
  }

  private static void extendedSize(ByteWriter out, SizeNews news, Picture picture) {
    int width = picture.width();
    int height = picture.height();
    out.rectangle(news.reason(), news.status(), width, height, Encodings.EXTENDED_DESKTOP_SIZE);
    out.u8(1).u8(0).u16(0);
    out.u32(0).u16(0).u16(0).u16(width).u16(height).u32(0);
  }

  private void encode(ByteWriter out, Picture picture, Rectangle area) {
    int encoding = encodings.contains(Encodings.ZRLE) ? Encodings.ZRLE : Encodings.RAW;
    out.rectangle(area.x(), area.y(), area.width(), area.height(), encoding);
    if (encoding == Encodings.ZRLE) {
      zrle.write(out, format, picture, area);
      return;
    }
    for (int pixel : picture.pixels(area.x(), area.y(), area.width(), area.height())) {
      format.pixel(out, pixel);
    }
  }

  @Override
  public void close() {
    zrle.close();
  }
}
