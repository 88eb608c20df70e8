package dev.deskwright.gateway.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.deskwright.gateway.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Somebody's browser on the page. Closing it fails where the page did something it should not. */
final class Visit implements AutoCloseable {

  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final Path DOCS = Path.of("docs/images/gateway");
  private static final double TIMEOUT_MILLIS = 30_000;

  private final BrowserContext context;
  private final Observed observed;
  private final Page page;

  Visit(Browser browser, String url, Device device) {
    context = browser.newContext(device.options());
    context.setDefaultTimeout(TIMEOUT_MILLIS);
    observed = new Observed(context, url);
    page = context.newPage();
    page.navigate(url);
  }

  private Visit(BrowserContext context, Observed observed, Page page) {
    this.context = context;
    this.observed = observed;
    this.page = page;
  }

  /** A second tab, at the same address. */
  Visit secondTab() {
    Page tab = context.newPage();
    tab.navigate(page.url());
    return new Visit(context, observed, tab);
  }

  Page page() {
    return page;
  }

  Observed observed() {
    return observed;
  }

  Locator get(String id) {
    return page.getByTestId(id);
  }

  void see(String id) {
    get(id).first().waitFor();
  }

  Visit enter(String user, String password) {
    get("user-name-input").fill(user);
    get("password-input").fill(password);
    get("submit").click();
    return this;
  }

  Visit signIn(String user) {
    enter(user, TestCluster.password(user));
    see("workspace");
    return this;
  }

  Locator card(String workspaceId) {
    return page.locator("[data-workspace-id=" + workspaceId + "]");
  }

  void connect() {
    get("connect").first().click();
    awaitConnection("connected");
  }

  void awaitConnection(String state) {
    page.locator("[data-connection=" + state + "]").waitFor();
  }

  void awaitState(String workspaceId, String state) {
    card(workspaceId).locator("[data-state=" + state + "]").waitFor();
  }

  void type(String line) {
    page.keyboard().type(line);
    page.keyboard().press("Enter");
  }

  /** What the desktop looks like now; another text whenever a pixel differs. */
  String picture() {
    return page.locator("[data-testid=screen] canvas:not(.last-picture)")
        .evaluate("canvas => canvas.toDataURL()")
        .toString();
  }

  void awaitAnotherPicture(String before) {
    await("the picture moves")
        .pollInSameThread()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !picture().equals(before));
  }

  void awaitError(String text) {
    assertThat(get("sign-in-error")).containsText(text);
  }

  /** Keeps a picture of the page for whoever reads the test's report. */
  void show(String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  /** Keeps it for the documentation too, where files are to be made anew. */
  void showInDocs(String name) {
    show(name);
    if (System.getProperty("generate") != null) {
      page.screenshot(new Page.ScreenshotOptions().setPath(DOCS.resolve(name + ".png")));
    }
  }

  /** What keeps somebody from using the view who sees, hears or moves otherwise than most. */
  List<String> barriers() {
    AxeResults results = new AxeBuilder(page).setLegacyMode(true).analyze();
    return results.getViolations().stream()
        .flatMap(
            rule ->
                rule.getNodes().stream()
                    .map(
                        node ->
                            rule.getId() + ": " + node.getHtml() + " " + node.getFailureSummary()))
        .toList();
  }

  @Override
  public void close() {
    try {
      observed.assertNoTrouble(page);
    } finally {
      context.close();
    }
  }
}
