package dev.deskwright.gateway.proxy;

import dev.deskwright.gateway.defence.Defence;
import dev.deskwright.gateway.defence.Defences;
import io.vertx.core.buffer.Buffer;

/**
 * Follows what a client sends to a desktop, in pieces of any size: sees input, drops what may not
 * be pasted, and throws at what is no RFB. It knows the messages of RFC 6143 and those that noVNC
 * sends beyond it. It holds a few bytes at most: what is long goes through, or is dropped, as it
 * comes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6143#section-7.5">RFC 6143, 7.5</a>
 * @see <a href="https://github.com/rfbproto/rfbproto/blob/master/rfbproto.rst">The RFB protocol</a>
 */
final class RfbClientStream {

  /** The longest head of a message, which says how much follows. */
  private static final int LONGEST_HEAD = 12;

  private static final int SET_PIXEL_FORMAT = 0;
  private static final int SET_ENCODINGS = 2;
  private static final int UPDATE_REQUEST = 3;
  private static final int KEY = 4;
  private static final int POINTER = 5;
  private static final int CUT_TEXT = 6;
  private static final int CONTINUOUS_UPDATES = 150;
  private static final int FENCE = 248;
  private static final int XVP = 250;
  private static final int SET_DESKTOP_SIZE = 251;
  private static final int QEMU = 255;

  private static final int MARKER = 0x80;
  private static final int LONGEST_FENCE = 64;
  private static final int EXTENDED_MOUSE_BUTTONS = -316;
  private static final int RAW = 0;

  private final Defences defences;
  private final boolean pasteAllowed;
  private final int clipboardBytes;
  private final Runnable input;
  private final RfbHandshake handshake = new RfbHandshake();
  private final byte[] head = new byte[LONGEST_HEAD];
  private int headBytes;

  /** What is left of a message behind its head, and whether it goes through. */
  private long rest;

  private boolean restGoes = true;

  /** What is left of the list of encodings, which is gone through one by one. */
  private int encodings;

  /** Set once a gateway without the defence has lost track. */
  private boolean lost;

  /**
   * A connection that begins.
   *
   * @param pasteAllowed whether the clipboard's content goes to the desktop
   * @param clipboardBytes the largest clipboard that does
   * @param input runs at each key and pointer event
   */
  RfbClientStream(Defences defences, boolean pasteAllowed, int clipboardBytes, Runnable input) {
    this.defences = defences;
    this.pasteAllowed = pasteAllowed || !defences.has(Defence.CLIPBOARD_POLICY);
    this.clipboardBytes = clipboardBytes;
    this.input = input;
  }

  /** What the desktop has sent, which counts at the very beginning only. */
  void fromDesktop(Buffer data) {
    for (int i = 0; handshake.wantsServer() && i < data.length(); i++) {
      handshake.server(data.getByte(i));
    }
  }

  /**
   * Takes what the client has sent.
   *
   * @return what of it goes to the desktop now, which may be nothing
   * @throws NotRfbException when it is no RFB; nothing of it is to be sent
   */
  Buffer fromClient(Buffer data) throws NotRfbException {
    if (lost) {
      return data;
    }
    try {
      return follow(data);
    } catch (NotRfbException e) {
      if (defences.has(Defence.RFB_SYNTAX)) {
        throw e;
      }
      lost = true;
      return data;
    }
  }

  private Buffer follow(Buffer data) throws NotRfbException {
    Buffer out = Buffer.buffer(data.length() + LONGEST_HEAD);
    int at = 0;
    while (at < data.length()) {
      if (rest > 0) {
        int part = (int) Math.min(rest, data.length() - at);
        if (restGoes) {
          out.appendBuffer(data, at, part);
        }
        rest -= part;
        at += part;
      } else if (handshake.isDone()) {
        head[headBytes++] = data.getByte(at++);
        message(out);
      } else {
        byte next = data.getByte(at++);
        handshake.client(next);
        out.appendByte(next);
      }
    }
    return out;
  }

  private void message(Buffer out) throws NotRfbException {
    if (encodings > 0) {
      if (headBytes == 4) {
        encoding(out);
      }
      return;
    }
    switch (head[0] & 0xff) {
      case SET_PIXEL_FORMAT -> pass(out, 20, 0);
      case UPDATE_REQUEST, CONTINUOUS_UPDATES -> pass(out, 10, 0);
      case XVP -> pass(out, 4, 0);
      case KEY -> inputOf(out, 8);
      case POINTER -> pointer(out);
      case QEMU -> qemu(out);
      case SET_ENCODINGS -> {
        if (headBytes == 4) {
          encodings = unsigned16(2);
          go(out);
        }
      }
      case FENCE -> fence(out);
      case SET_DESKTOP_SIZE -> pass(out, 8, 16L * (headBytes > 6 ? head[6] & 0xff : 0));
      case CUT_TEXT -> cutText(out);
      default -> throw new NotRfbException("message type " + (head[0] & 0xff));
    }
  }

  /** A message of so many bytes, and what its head says; a long one passes as it comes. */
  private void pass(Buffer out, int bytes, long more) {
    int needed = Math.min(bytes, LONGEST_HEAD);
    if (headBytes == needed) {
      rest = bytes - needed + more;
      restGoes = true;
      go(out);
    }
  }

  private void inputOf(Buffer out, int bytes) {
    if (headBytes == bytes) {
      go(out);
      input.run();
    }
  }

  /**
   * A mask with its highest bit set has a second byte behind the position, if the server knows
   * that. A server that does not would take that byte for the next message, and see other messages
   * than this class does. So where the clipboard is guarded, the extension is not offered to the
   * server.
   */
  private void pointer(Buffer out) throws NotRfbException {
    boolean extended = headBytes > 1 && (head[1] & MARKER) != 0;
    if (extended && !pasteAllowed) {
      throw new NotRfbException("more mouse buttons than were negotiated");
    }
    inputOf(out, extended ? 7 : 6);
  }

  private void qemu(Buffer out) throws NotRfbException {
    if (headBytes == 2 && head[1] != 0) {
      throw new NotRfbException("QEMU message " + head[1]);
    }
    inputOf(out, 12);
  }

  private void fence(Buffer out) throws NotRfbException {
    if (headBytes == 9 && (head[8] & 0xff) > LONGEST_FENCE) {
      throw new NotRfbException("a fence of " + (head[8] & 0xff) + " bytes");
    }
    pass(out, 9, head[8] & 0xff);
  }

  private void encoding(Buffer out) {
    encodings--;
    if (!pasteAllowed && signed32(0) == EXTENDED_MOUSE_BUTTONS) {
      headBytes = 0;
      out.appendInt(RAW);
    } else {
      go(out);
    }
  }

  private void cutText(Buffer out) {
    if (headBytes < 8) {
      return;
    }
    int length = signed32(4);
    boolean extended = length < 0;
    long size = Math.abs((long) length);
    if (extended && size >= 4 && !pasteAllowed) {
      if (headBytes < 12) {
        return;
      }
      // The head has the first four bytes of the content: what is done with the clipboard.
      finish(out, size - 4, RfbClipboard.asksOnly(signed32(8)) && size <= RfbClipboard.LONGEST_ASK);
    } else {
      finish(out, size, pasteAllowed && size <= clipboardBytes);
    }
  }

  private void finish(Buffer out, long more, boolean goes) {
    rest = more;
    restGoes = goes;
    if (goes) {
      go(out);
    } else {
      headBytes = 0;
    }
  }

  private void go(Buffer out) {
    out.appendBytes(head, 0, headBytes);
    headBytes = 0;
  }

  private int unsigned16(int at) {
    return ((head[at] & 0xff) << 8) | (head[at + 1] & 0xff);
  }

  private int signed32(int at) {
    return unsigned16(at) << 16 | unsigned16(at + 2);
  }
}
