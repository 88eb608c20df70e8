package dev.deskwright.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Condition;
import dev.deskwright.api.v1alpha1.Condition.Status;
import dev.deskwright.api.v1alpha1.ConditionType;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {

  private static final Instant THEN = Instant.parse("2026-11-23T12:00:00.987Z");
  private static final Instant NOW = THEN.plusSeconds(60);

  private static Condition one(Finding finding, List<Condition> previous, Instant now) {
    return Conditions.from(List.of(finding), previous, 2L, now).get(0);
  }

  private static Finding finding(Status status, WorkSpaceReason reason, String message) {
    return new Finding(ConditionType.Ready, status, reason, message);
  }

  @ParameterizedTest
  @CsvSource({
    "True, Available, 'It runs.', 2026-11-23T12:00:00Z",
    "True, Running, 'It runs.', 2026-11-23T12:00:00Z",
    "True, Available, 'Other words.', 2026-11-23T12:00:00Z",
    "False, Available, 'It runs.', 2026-11-23T12:01:00Z",
    "Unknown, Starting, 'It starts.', 2026-11-23T12:01:00Z"
  })
  void timeMovesOnlyWithTheStatus(
      Status status, WorkSpaceReason reason, String message, String since) {
    var before = one(finding(Status.True, WorkSpaceReason.Available, "It runs."), null, THEN);
    var after = one(finding(status, reason, message), List.of(before), NOW);
    assertThat(after).isEqualTo(new Condition("Ready", status, 2L, since, reason.name(), message));
  }

  @Test
  void anotherConditionsTimeIsNotTaken() {
    var other =
        new Condition("StorageReady", Status.True, 1L, "2020-01-01T00:00:00Z", "Bound", "Bound.");
    assertThat(
            one(finding(Status.True, WorkSpaceReason.Available, "m"), List.of(other), NOW)
                .lastTransitionTime())
        .isEqualTo("2026-11-23T12:01:00Z");
  }

  @Test
  void theOrderIsThatOfTheFindings() {
    var findings =
        List.of(
            Finding.yes(ConditionType.StorageReady, WorkSpaceReason.Bound, "Bound."),
            Finding.no(ConditionType.Ready, WorkSpaceReason.Starting, "Starting."));
    assertThat(Conditions.from(findings, List.of(), 1L, NOW))
        .extracting(Condition::type)
        .containsExactly("StorageReady", "Ready");
  }

  @Test
  void aMessageFitsTheSchema() {
    var finding = finding(Status.False, WorkSpaceReason.Refused, "x".repeat(5000));
    assertThat(finding.message()).hasSize(1024).endsWith("…");
    assertThat(finding(Status.False, WorkSpaceReason.Refused, "x".repeat(1024)).message())
        .hasSize(1024)
        .endsWith("x");
  }
}
