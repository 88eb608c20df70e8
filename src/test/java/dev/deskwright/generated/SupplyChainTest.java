package dev.deskwright.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.deskwright.generated.BillOfMaterials.Component;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That the bill of materials tells of what is shipped, and the reference page of both. */
class SupplyChainTest {

  private static final Path LIBRARIES = Path.of("target/lib");

  @BeforeEach
  void isBuiltByMaven() {
    assumeTrue(
        Files.exists(BillOfMaterials.FILE) && Files.exists(LIBRARIES),
        "Maven makes target/bom.json and target/lib before the tests: ./mvnw test");
  }

  @Test
  void theBillOfMaterialsListsTheLibrariesThatAreThere() throws IOException {
    try (Stream<Path> files = Files.list(LIBRARIES)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .as("target/lib beside target/bom.json: run ./mvnw clean if an upgrade left jars behind")
          .containsExactlyInAnyOrderElementsOf(
              BillOfMaterials.read().components().stream().map(Component::file).toList());
    }
  }

  /** Jib's filter has names, and Maven knows what only the demo needs: they must be the same. */
  @Test
  void whatTheImageLeavesOutIsMarkedAsOptional() throws IOException {
    Matcher filter =
        Pattern.compile("<filter><glob>(/app/libs/.*?)</glob>")
            .matcher(Files.readString(Path.of("pom.xml")));
    assertThat(filter.find()).as("a filter of jib in pom.xml").isTrue();
    PathMatcher leftOut = FileSystems.getDefault().getPathMatcher("glob:" + filter.group(1));
    List<Component> components = BillOfMaterials.read().components();
    Set<String> byJib =
        components.stream()
            .map(Component::file)
            .filter(file -> leftOut.matches(Path.of("/app/libs", file)))
            .collect(Collectors.toSet());
    assertThat(components.stream().filter(Component::demoOnly).map(Component::file))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(byJib);
  }

  @Test
  void everyLibraryHasALicence() {
    assertThat(BillOfMaterials.read().components()).noneMatch(c -> c.licences().isEmpty());
  }

  @Test
  void theReferencePageIsCurrent() throws IOException {
    GeneratedFilesTest.check(
        Path.of("docs/reference/supply-chain.md"),
        SupplyChainReference.text(BillOfMaterials.read()),
        "SupplyChainTest");
  }
}
