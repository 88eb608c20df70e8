package dev.deskwright.gateway.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.deskwright.fixture.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The system's Chromium without a window, led by Playwright with the system's node. */
public final class Chromium implements AutoCloseable {

  static final String MISSING =
      "This test needs Chromium and node (apt-get install chromium nodejs npm), and Playwright's"
          + " driver: npm ci --ignore-scripts --prefix src/test/web";

  /** Playwright looks for {@code package/cli.js} in it. */
  private static final Path DRIVER = Path.of("src/test/web/node_modules").toAbsolutePath();

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  static Optional<String> missing() {
    boolean isThere =
        binary().isPresent()
            && ServerProcess.find("node").isPresent()
            && Files.exists(DRIVER.resolve("package/cli.js"));
    return isThere ? Optional.empty() : Optional.of(MISSING);
  }

  private static Optional<Path> binary() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .map(ServerProcess::find)
        .flatMap(Optional::stream)
        .findFirst();
  }

  public static Chromium start() {
    if (missing().isPresent()) {
      throw new AssertionError(MISSING);
    }
    System.setProperty("playwright.cli.dir", DRIVER.toString());
    PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(
                    Map.of(
                        "PLAYWRIGHT_NODEJS_PATH",
                        ServerProcess.need("node", MISSING).toString(),
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1")));
    return new Chromium(playwright, launch(playwright));
  }

  private static Browser launch(Playwright playwright) {
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(binary().orElseThrow())
                .setArgs(
                    List.of(
                        // Containers have neither a GPU nor the right to make namespaces.
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--no-first-run")));
  }

  public Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
