package dev.deskwright.otp;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A text as a QR code. */
public final class QrCode {

  /** In modules: what the standard wants left white around it. */
  private static final int MARGIN = 4;

  private QrCode() {}

  /**
   * An SVG image to be put into a page. It has no size of its own, no style and no script, and is
   * black on white whatever the page's colours are: scanners fail on white on black.
   *
   * @param text what a scanner reads, up to some 2,000 bytes of UTF-8; more is an
   *     IllegalArgumentException
   * @param title what a screen reader says
   */
  public static String svg(String text, String title) {
    ByteMatrix modules = modules(text);
    int size = modules.getWidth() + 2 * MARGIN;
    return """
        <svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 %d %d" \
        shape-rendering="crispEdges"><title>%s</title>\
        <rect width="100%%" height="100%%" fill="#fff"/><path fill="#000" d="%s"/></svg>"""
        .formatted(size, size, escaped(title), path(modules));
  }

  private static ByteMatrix modules(String text) {
    try {
      return Encoder.encode(text, ErrorCorrectionLevel.M, hints(text)).getMatrix();
    } catch (WriterException e) {
      // Without its cause: the text may be a secret.
      throw new IllegalArgumentException("the text is too long for a QR code");
    }
  }

  /** Only where it matters: some scanners do not understand a code that names its charset. */
  private static Map<EncodeHintType, ?> hints(String text) {
    return StandardCharsets.US_ASCII.newEncoder().canEncode(text)
        ? Map.of()
        : Map.of(EncodeHintType.CHARACTER_SET, StandardCharsets.UTF_8);
  }

  /** A rectangle for each run of black modules in a row. */
  private static String path(ByteMatrix modules) {
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < modules.getHeight(); y++) {
      int x = 0;
      while (x < modules.getWidth()) {
        int end = x;
        while (end < modules.getWidth() && modules.get(end, y) == 1) {
          end++;
        }
        if (end > x) {
          path.append("M%d %dh%dv1h-%dz".formatted(x + MARGIN, y + MARGIN, end - x, end - x));
        }
        x = end + 1;
      }
    }
    return path.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
