package dev.deskwright.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be said of the page without a browser: it is small, whole, and all of it is ours. */
class PageFilesTest {

  private static final Path WEB = Path.of("src/main/resources/dev/deskwright/gateway/web");
  private static final Path PACKAGES = Path.of("src/main/web/package.json");
  private static final int MAX_LINES = 300;
  private static final long MAX_BYTES_BEFORE_DESKTOP = 300_000;
  private static final Pattern TEXT_KEY = Pattern.compile("\\bt\\('([^']+)'");
  private static final Pattern IMPORT =
      Pattern.compile("(?:from |import\\(|href=|src=)[\"']([^\"'#]+)[\"']");
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function"
              + "|<style|style=\"|onclick=|javascript:");

  private static Map<Path, String> sources() throws IOException {
    Map<Path, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.list(WEB)) {
      for (Path file : files.filter(each -> !each.endsWith("novnc.js")).toList()) {
        sources.put(file.getFileName(), Files.readString(file));
      }
    }
    return sources;
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(match.groupCount())).toList();
  }

  @Test
  void everyTextIsInTheCatalogue() throws IOException {
    JsonNode catalogue = new ObjectMapper().readTree(WEB.resolve("en.json").toFile());
    List<String> missing = new ArrayList<>();
    sources()
        .forEach(
            (file, text) ->
                found(TEXT_KEY, text).stream()
                    .filter(key -> !catalogue.has(key))
                    .forEach(key -> missing.add(file + ": " + key)));
    assertThat(missing).isEmpty();
  }

  @Test
  void everyFileThatIsNamedIsThere() throws IOException {
    var missing = new TreeSet<String>();
    sources()
        .forEach(
            (file, text) ->
                found(IMPORT, text).stream()
                    .filter(name -> !Files.exists(WEB.resolve(name)))
                    .forEach(name -> missing.add(file + ": " + name)));
    assertThat(missing).isEmpty();
  }

  /** The one address in it is the name of SVG's namespace, which nobody loads. */
  @Test
  void nothingIsLoadedFromElsewhere() throws IOException {
    sources()
        .forEach(
            (file, text) ->
                assertThat(text.replace("http://www.w3.org/2000/svg", ""))
                    .as(file.toString())
                    .doesNotContain("http://", "https://", "//cdn"));
  }

  @Test
  void nothingIsInlineOrMadeFromText() throws IOException {
    sources()
        .forEach(
            (file, text) -> assertThat(text).as(file.toString()).doesNotContainPattern(FORBIDDEN));
  }

  @Test
  void filesAreShort() throws IOException {
    sources()
        .forEach(
            (file, text) -> {
              if (!file.toString().endsWith(".json")) {
                assertThat(text.lines().count()).as(file.toString()).isLessThanOrEqualTo(MAX_LINES);
              }
            });
  }

  /** All of it but noVNC, though a user sees only some of it. */
  @Test
  void theWholePageIsSmall() throws IOException {
    long bytes = sources().values().stream().mapToLong(text -> text.getBytes(UTF_8).length).sum();
    assertThat(bytes).isLessThan(MAX_BYTES_BEFORE_DESKTOP);
  }

  @Test
  void novncIsTheVersionThatTheBuildAsksFor() throws IOException {
    JsonNode packages = new ObjectMapper().readTree(PACKAGES.toFile());
    String version = packages.at("/devDependencies/@novnc~1novnc").asText();
    assertThat(Files.readString(WEB.resolve("novnc.js")))
        .startsWith("/*! noVNC " + version + ", MPL-2.0");
    assertThat(Files.readString(Path.of("NOTICE"))).contains("noVNC " + version);
  }
}
