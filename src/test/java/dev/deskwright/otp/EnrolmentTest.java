package dev.deskwright.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.StringReader;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** The URI and its QR code. */
class EnrolmentTest {

  private static final TotpSecret SECRET = TotpSecret.ofBase32("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

  @Test
  void uri() {
    assertThat(EnrolmentUri.of("Acme & Söhne", "alice+1@example.com", SECRET))
        .isEqualTo(
            "otpauth://totp/Acme%20%26%20S%C3%B6hne:alice%2B1%40example.com"
                + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Acme%20%26%20S%C3%B6hne"
                + "&algorithm=SHA1&digits=6&period=30");
  }

  @Property(tries = 200)
  void anyNameComesBackFromTheUri(@ForAll @NotBlank @StringLength(min = 1, max = 40) String name) {
    URI uri = URI.create(EnrolmentUri.of("corp.example.com", name, SECRET));
    assertThat(uri.getPath()).isEqualTo("/corp.example.com:" + name);
    assertThat(uri.getRawQuery().split("&")).hasSize(5);
  }

  @Test
  void anIssuerWithAColonIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> EnrolmentUri.of("a:b", "alice", SECRET));
    assertThatIllegalArgumentException().isThrownBy(() -> EnrolmentUri.of("a", " ", SECRET));
  }

  @Test
  void theQrCodeIsReadAgain() throws Exception {
    String uri = EnrolmentUri.of("Acme & Söhne", "alice@example.com", SECRET);
    Element svg = parse(QrCode.svg(uri, "Scan <me> & go"));
    assertThat(svg.getAttribute("role")).isEqualTo("img");
    assertThat(svg.getFirstChild().getNodeName()).isEqualTo("title");
    assertThat(svg.getFirstChild().getTextContent()).isEqualTo("Scan <me> & go");
    assertThat(svg.getElementsByTagName("path").getLength()).isEqualTo(1);
    assertThat(scanned(svg, Map.of())).isEqualTo(uri);
  }

  @Property(tries = 50)
  void anyTextIsReadAgain(@ForAll @StringLength(min = 1, max = 200) String text) throws Exception {
    // Told that there is nothing else in the picture: its search for a code misses one in hundreds.
    Element svg = parse(QrCode.svg(text, ""));
    assertThat(scanned(svg, Map.of(DecodeHintType.PURE_BARCODE, true))).isEqualTo(text);
  }

  @Test
  void aTextThatIsTooLongIsRefusedAndNotRepeated() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QrCode.svg("secret".repeat(1000), ""))
        .withMessageNotContaining("secret")
        .withNoCause();
  }

  private static Element parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)))
        .getDocumentElement();
  }

  /** Draws it as a browser does, four pixels a module, and lets a scanner read that. */
  private static String scanned(Element svg, Map<DecodeHintType, ?> hints) throws ReaderException {
    int scale = 4;
    int size = scale * Integer.parseInt(svg.getAttribute("viewBox").split(" ", -1)[2]);
    int[] pixels = new int[size * size];
    // What nothing is painted on may be anything; the page of dark mode is black.
    Element background = (Element) svg.getElementsByTagName("rect").item(0);
    if (background.getAttribute("fill").equals("#fff")) {
      Arrays.fill(pixels, 0xffffff);
    }
    String path = ((Element) svg.getElementsByTagName("path").item(0)).getAttribute("d");
    Matcher run = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\3z").matcher(path);
    int end = 0;
    while (run.find()) {
      assertThat(run.start()).isEqualTo(end);
      end = run.end();
      int from = scale * Integer.parseInt(run.group(1));
      int to = from + scale * Integer.parseInt(run.group(3));
      int top = scale * Integer.parseInt(run.group(2));
      for (int y = top; y < top + scale; y++) {
        Arrays.fill(pixels, y * size + from, y * size + to, 0);
      }
    }
    assertThat(path).hasSize(end);
    return new QRCodeReader()
        .decode(
            new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(size, size, pixels))),
            hints)
        .getText();
  }
}
