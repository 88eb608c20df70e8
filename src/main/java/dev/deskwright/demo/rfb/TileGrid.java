package dev.deskwright.demo.rfb;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The desktop cut into tiles, to know which parts of it have changed. */
final class TileGrid {

  static final int TILE = 16;

  private final int width;
  private final int height;
  private final int columns;
  private final long[] hashes;

  TileGrid(int width, int height) {
    this.width = width;
    this.height = height;
    columns = (width + TILE - 1) / TILE;
    hashes = new long[columns * ((height + TILE - 1) / TILE)];
  }

  /** All tiles. */
  BitSet all() {
    BitSet tiles = new BitSet();
    tiles.set(0, hashes.length);
    return tiles;
  }

  /** The tiles in some areas that differ from those of the last call. */
  BitSet changed(Picture picture, List<Rectangle> areas) {
    BitSet looked = new BitSet();
    areas.forEach(area -> looked.or(touching(area)));
    BitSet changed = new BitSet();
    for (int tile = looked.nextSetBit(0); tile >= 0; tile = looked.nextSetBit(tile + 1)) {
      long hash = hash(picture, area(tile, 1));
      if (hash != hashes[tile]) {
        hashes[tile] = hash;
        changed.set(tile);
      }
    }
    return changed;
  }

  private static long hash(Picture picture, Rectangle area) {
    long hash = 1;
    for (int y = area.y(); y < area.y() + area.height(); y++) {
      int row = y * picture.width();
      for (int x = area.x(); x < area.x() + area.width(); x++) {
        hash = (hash ^ (picture.pixels()[row + x] & 0xffffff)) * 0x9E3779B97F4A7C15L;
        hash ^= hash >>> 29;
      }
    }
    return hash;
  }

  /** The tiles that have a part in an area; it may reach over the edge. */
  BitSet touching(Rectangle area) {
    BitSet tiles = new BitSet();
    Rectangle seen = area.within(new Rectangle(0, 0, width, height));
    if (!seen.isEmpty()) {
      int left = seen.x() / TILE;
      int right = (seen.x() + seen.width() - 1) / TILE;
      int bottom = (seen.y() + seen.height() - 1) / TILE;
      for (int row = seen.y() / TILE; row <= bottom; row++) {
        tiles.set(row * columns + left, row * columns + right + 1);
      }
    }
    return tiles;
  }

  /** Tiles as areas: neighbours in a row are one. */
  List<Rectangle> areas(BitSet tiles) {
    List<Rectangle> areas = new ArrayList<>();
    int tile = tiles.nextSetBit(0);
    while (tile >= 0) {
      int rowEnd = (tile / columns + 1) * columns;
      int end = Math.min(rowEnd, tiles.nextClearBit(tile));
      areas.add(area(tile, end - tile));
      tile = tiles.nextSetBit(end);
    }
    return areas;
  }

  private Rectangle area(int tile, int count) {
    int x = tile % columns * TILE;
    int y = tile / columns * TILE;
    return new Rectangle(x, y, Math.min(count * TILE, width - x), Math.min(TILE, height - y));
  }
}
