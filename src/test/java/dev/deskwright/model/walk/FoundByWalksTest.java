package dev.deskwright.model.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Short walks that once broke a promise. */
class FoundByWalksTest {

  /** Setups whose cluster has the snapshot API. */
  private static final long WITH_SNAPSHOTS = 1;

  private static final String ASK_REBOOT = "ASK";
  private static final String ASK_START = "ASK 5";
  private static final String ASK_STOP = "ASK 6";
  private static final String MINUTES_5 = "CLOCK 7";
  private static final String MINUTES_11 = "CLOCK 8";
  private static final String MINUTES_20 = "CLOCK 9";
  private static final String MINUTES_25 = "CLOCK 10";

  private static void walk(List<String> words) {
    List<Step> steps =
        words.stream()
            .flatMap(text -> Arrays.stream(text.split(", ", -1)))
            .map(FoundByWalksTest::step)
            .toList();
    assertThat(new Walk(WITH_SNAPSHOTS, steps).breach(Planning.REAL, new Tally())).isEmpty();
  }

  private static void walk(String... words) {
    walk(List.of(words));
  }

  private static Step step(String text) {
    int space = text.indexOf(' ');
    return space < 0
        ? new Step(Move.valueOf(text), 0)
        : new Step(
            Move.valueOf(text.substring(0, space)), Integer.parseInt(text.substring(space + 1)));
  }

  private static List<String> times(int count, String words) {
    return Collections.nCopies(count, words);
  }

  @Test
  void aMigrationThatCannotBeginYetIsNotRefusedAgainAndAgain() {
    walk("CALM, BUNDLE, WISH, CALM, PASS, PASS");
  }

  @Test
  void aDriveIsNotTakenOverWhileAPodOfADeletedWorkSpaceHasIt() {
    walk("CALM, POLICY 1, CALM, HEIR, DELETE, CALM, SETTLE");
  }

  @Test
  void aFailedMigrationIsNotTriedAgainWhenItHasDroppedOutOfTheTenOperations() {
    List<String> words = new ArrayList<>(List.of("CALM, WISH, PASS", MINUTES_11, "PASS"));
    words.addAll(times(12, ASK_REBOOT + ", CALM"));
    words.add("SETTLE");
    walk(words);
  }

  @Test
  void anOperationThatEndsAsTheTenthBehindItComesIsToldOf() {
    List<String> words = new ArrayList<>(List.of("CALM", ASK_REBOOT, "PASS, SUSPEND, PASS"));
    words.addAll(times(9, ASK_REBOOT + ", PASS"));
    words.addAll(List.of(MINUTES_20, ASK_REBOOT, "PASS"));
    walk(words);
  }

  @Test
  void aStopWithAMigrationWaitingForItDoesNotMakeAndDeletePodsForEver() {
    walk("CALM, MODE", ASK_STOP, "WISH, CALM, SETTLE");
  }

  @Test
  void whatWasWrittenOnADriveThatAFailedMigrationHasMadeIsKept() {
    walk(
        "CALM, WISH, PASS, PASS, POD_GONE, PASS, SNAPSHOT_READY, PASS, CLAIM_BOUND, CLAIM_BOUND",
        "POD_READY, FILE, POD_TROUBLE 1",
        MINUTES_25,
        "PASS, CALM, SETTLE");
  }

  @Test
  void aSnapshotThatHasHadItsDayIsNotForgottenWhileNothingHappens() {
    walk("CALM, SUSPEND, CLOCK 14, PASS 375006, SETTLE");
  }

  @Test
  void aStartThatIsAskedForAsASlowStopEndsDoesNotMakeAndDeletePodsForEver() {
    walk("CALM, MODE", ASK_STOP, "PASS", MINUTES_5, "PASS, POD_GONE", ASK_START, "CALM, SETTLE");
  }

  @Test
  void aStopThatIsAskedForAsARebootEndsDoesNotUndoIt() {
    walk(
        "CALM, MODE",
        ASK_REBOOT,
        "PASS, PASS, POD_GONE, PASS, POD_READY",
        ASK_STOP,
        "CALM, SETTLE");
  }

  @Test
  void aNameThatIsFreeAgainIsNoticedThoughWhatHadItWasAnothers() {
    walk("CALM, POLICY 1, CALM, DELETE, CALM, HEIR, PASS, DELETE, HEIR 1, SETTLE");
  }

  @Test
  void aDriveThatGoesWithItsFormerWorkSpaceIsNotTakenOver() {
    walk("CALM, DELETE, POD_DELETED, POD_GONE, HEIR 64, CALM, SETTLE");
  }

  @Test
  void aNewRootDriveThatSomebodyDeletesDoesNotKeepTheDesktopFromItsFormerOne() {
    walk("CALM, ASK 1, PASS, PASS, POD_GONE, PASS, CLAIM_BOUND, CLAIM_DELETED 8, SETTLE");
  }

  @Test
  void aNewUserDriveThatSomebodyDeletesIsKeptForAPersonToSee() {
    walk(
        "CALM, CALM 7, ASK 1, PASS, PASS, POD_GONE, PASS, SNAPSHOT_READY, PASS, PASS",
        "CLAIM_BOUND, CLAIM_BOUND, CLAIM_DELETED 24, SETTLE");
  }

  @Test
  void aPodThatEndsByItsScheduleAsAllElseComesToRestIsGivenItsTime() {
    walk("MODE 2, CALM 6, CALM 6, CALM 6, CALM 5, CLOCK, SETTLE");
  }

  @Test
  void aMigrationThatWaitsForAStopHasItsTurnThoughThePodHadGoneBefore() {
    walk("CALM, MODE 6, CONNECTION, CLOCK 12, POD_TROUBLE, CALM, POD_DELETED, WISH, SETTLE");
  }

  /** Whoever deletes the safety snapshot has no promise of what else may still have the file. */
  @Test
  void aFileWhoseSafetySnapshotSomebodyDeletesGoesWithTheAutomaticOnes() {
    walk(
        "CALM, CALM 7, FILE, CLOCK 12, CLOCK 12, PASS, ASK 1, CALM, SNAPSHOT_DELETED 4",
        "CALM 7, CALM 7, CALM 7, CALM 7, CALM 7, SETTLE");
  }

  @Test
  void whatWasReplacedIsKeptForTheDaysThatUsersAreTold() {
    walk("CALM, FILE, ASK 1, CALM", "CLOCK 15, CLOCK 15, CLOCK 15, CLOCK 15, CLOCK 15, SETTLE");
  }
}
