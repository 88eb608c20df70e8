package dev.deskwright.radius;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * MD4 (RFC 1320), which MS-CHAPv2 makes its hash of a password with, and nothing else should. The
 * JDK has it not, and the library that has it is 8 MB.
 */
final class Md4 {

  private static final int BLOCK = 64;

  private static final int[] SHIFTS_1 = {3, 7, 11, 19};
  private static final int[] SHIFTS_2 = {3, 5, 9, 13};
  private static final int[] SHIFTS_3 = {3, 9, 11, 15};
  private static final int[] ORDER_2 = {0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15};
  private static final int[] ORDER_3 = {0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15};

  private final int[] state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};

  private Md4() {}

  static byte[] of(byte[] message) {
    Md4 md4 = new Md4();
    ByteBuffer padded = padded(message);
    int[] words = new int[BLOCK / Integer.BYTES];
    while (padded.hasRemaining()) {
      for (int i = 0; i < words.length; i++) {
        words[i] = padded.getInt();
      }
      md4.add(words);
    }
    ByteBuffer digest = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    for (int each : md4.state) {
      digest.putInt(each);
    }
    return digest.array();
  }

  /** A one bit, zeros, and how many bits there were. */
  private static ByteBuffer padded(byte[] message) {
    int blocks = (message.length + 1 + Long.BYTES + BLOCK - 1) / BLOCK;
    ByteBuffer padded = ByteBuffer.allocate(blocks * BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    padded.put(message).put((byte) 0x80);
    padded.putLong(blocks * BLOCK - Long.BYTES, message.length * 8L);
    return padded.rewind();
  }

  private void add(int[] words) {
    int a = state[0];
    int b = state[1];
    int c = state[2];
    int d = state[3];
    for (int i = 0; i < 48; i++) {
      int sum =
          switch (i / 16) {
            case 0 -> a + ((b & c) | (~b & d)) + words[i];
            case 1 -> a + ((b & c) | (b & d) | (c & d)) + words[ORDER_2[i - 16]] + 0x5a827999;
            default -> a + (b ^ c ^ d) + words[ORDER_3[i - 32]] + 0x6ed9eba1;
          };
      int[] shifts = i < 16 ? SHIFTS_1 : i < 32 ? SHIFTS_2 : SHIFTS_3;
      a = d;
      d = c;
      c = b;
      b = Integer.rotateLeft(sum, shifts[i % 4]);
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
  }
}
