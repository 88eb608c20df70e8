package dev.deskwright.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.ConditionType;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectoryReason;
import dev.deskwright.api.v1alpha1.DirectoryStatus.ServerStatus;
import dev.deskwright.api.v1alpha1.DirectoryStatus.State;
import dev.deskwright.kernel.Finding;
import dev.deskwright.users.Health;
import dev.deskwright.workspace.QuotaSource.Tally;
import dev.deskwright.workspace.Samples;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectoryFindingsTest {

  static final Found FOUND =
      new Found(
          new Tally(0, Optional.empty()),
          Optional.empty(),
          Optional.empty(),
          Reach.of(Health.of(List.of(new ServerStatus("dc1.corp.example.com:636", true, null)))),
          Optional.empty());

  private static Finding ready(Directory directory) {
    return DirectoryFindings.of(directory, FOUND).stream()
        .filter(finding -> finding.type() == ConditionType.Ready)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "maintenanceWindow: {schedule: '0 25 * * 0'} | maintenanceWindow.schedule \"0 25 * * 0\"",
        "maintenanceWindow: {schedule: '0 2 * * 0', timeZone: Mars/Base} | maintenanceWindow.timeZone \"Mars/Base\"",
        "defaultRunningMode: {mode: Manual, schedule: {start: '0 7 30 2 *'}} | defaultRunningMode.schedule.start \"0 7 30 2 *\""
      })
  void aRuleThatCannotBeUsedIsToldWithItsFieldAndValue(String rule, String says) {
    Directory directory = Samples.directory(rule);
    assertThat(ready(directory).reason()).isEqualTo(DirectoryReason.RulesInvalid);
    assertThat(ready(directory).message()).startsWith(says);
  }

  @Test
  void desktopsCanStillBeMadeInItThen() {
    Directory directory = Samples.directory("maintenanceWindow: {schedule: '0 25 * * 0'}");
    var findings = DirectoryFindings.of(directory, FOUND);
    var status = DirectoryFindings.status(directory, FOUND, findings, Samples.NOW);
    assertThat(status.state()).isEqualTo(State.REGISTERED);
  }

  @Test
  void whileItsOwnServersAreMadeNothingIsWrong() {
    Finding starting =
        Finding.unknown(
            ConditionType.Registered, DirectoryReason.ServersStarting, "The domain is being made.");
    Found found =
        new Found(
            new Tally(0, Optional.empty()),
            Optional.of(starting),
            Optional.empty(),
            Reach.invalid("The directory's own servers are not there yet."),
            Optional.empty());
    Directory directory = Samples.directory();
    var findings = DirectoryFindings.of(directory, found);
    assertThat(findings.get(0).reason()).isEqualTo(DirectoryReason.ServersStarting);
    assertThat(DirectoryFindings.status(directory, found, findings, Samples.NOW).state())
        .isEqualTo(State.REGISTERING);
  }

  @Test
  void rulesThatMakeSenseAreReady() {
    assertThat(ready(Samples.directory("maintenanceWindow: {schedule: '0 2 * * 0'}")).reason())
        .isEqualTo(DirectoryReason.Registered);
  }
}
