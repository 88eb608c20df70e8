package dev.deskwright.gateway.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;

/** What somebody looks at the page with. */
enum Device {
  /** A screen on a desk. */
  DESK(1280, 800, ColorScheme.LIGHT),
  /** The same at night. */
  DESK_DARK(1280, 800, ColorScheme.DARK),
  /** A phone, as iPhones are. */
  PHONE(390, 844, ColorScheme.LIGHT),
  /** The same at night. */
  PHONE_DARK(390, 844, ColorScheme.DARK);

  static final List<Device> DESKS = List.of(DESK, DESK_DARK);

  private static final String IPHONE =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15"
          + " (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

  private final int width;
  private final int height;
  private final ColorScheme colours;

  Device(int width, int height, ColorScheme colours) {
    this.width = width;
    this.height = height;
    this.colours = colours;
  }

  Browser.NewContextOptions options() {
    var options =
        new Browser.NewContextOptions()
            .setIgnoreHTTPSErrors(true)
            .setViewportSize(width, height)
            .setColorScheme(colours)
            .setReducedMotion(ReducedMotion.REDUCE)
            .setLocale("en-GB")
            .setTimezoneId("UTC");
    return width < 500 ? options.setUserAgent(IPHONE).setHasTouch(true).setIsMobile(true) : options;
  }
}
