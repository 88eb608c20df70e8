package dev.deskwright.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.ConditionType;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectoryReason;
import dev.deskwright.fixture.AdmissionTable;
import dev.deskwright.fixture.AdmissionTable.Line;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * What the API server takes and the operator doesn't: the table says which, and with which words.
 */
class RuleProblemsTest {

  private final AdmissionTable table = AdmissionTable.read("directory.yaml");

  RuleProblemsTest() throws IOException {}

  @TestFactory
  Stream<DynamicTest> arePutIntoWords() {
    return table.lines("rulesInvalid").stream().map(line -> test(line, () -> isTold(line)));
  }

  @TestFactory
  Stream<DynamicTest> areNotSeenWhereThereAreNone() {
    return table.lines("valid").stream()
        .map(
            line ->
                test(
                    line,
                    () -> assertThat(RuleProblems.first(directory(line).getSpec())).isEmpty()));
  }

  private static DynamicTest test(Line line, Executable check) {
    return DynamicTest.dynamicTest(line.title(), check);
  }

  private Directory directory(Line line) {
    return Serialization.unmarshal(table.object(line), Directory.class);
  }

  private void isTold(Line line) {
    var findings =
        DirectoryFindings.of(directory(line), DirectoryFindingsTest.FOUND);
    assertThat(findings)
        .filteredOn(finding -> finding.type() == ConditionType.Ready)
        .singleElement()
        .satisfies(
            ready -> {
              assertThat(ready.reason()).isEqualTo(DirectoryReason.RulesInvalid);
              assertThat(ready.message()).contains(line.says());
            });
  }
}
