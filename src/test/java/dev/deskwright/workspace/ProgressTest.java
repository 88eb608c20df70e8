package dev.deskwright.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.kernel.Labels;
import dev.deskwright.users.UserAnswer;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static boolean news(Desk desk) {
    return Progress.isWorthWriting(desk.observed(), desk.status());
  }

  @Test
  void theFirstStatusIs() {
    assertThat(news(Desk.fresh())).isTrue();
  }

  @Test
  void thatAUserIsLookedUpOnceMoreIsNot() {
    Desk desk = Desk.fresh();
    desk.userAnswer = new UserAnswer.Gone(WorkSpaceReason.UserNotFound, "She is not there.");
    desk.writeStatus();
    desk.userAnswer = null;
    assertThat(desk.status()).isNotEqualTo(desk.workspace.getStatus());
    assertThat(news(desk)).isFalse();
  }

  @Test
  void smallStepsOnTheWayUpAreNot() {
    Desk desk = Desk.fresh().writeStatus().carryOut();
    assertThat(desk.status()).isNotEqualTo(desk.workspace.getStatus());
    assertThat(news(desk)).isFalse();
  }

  @Test
  void arrivingAndFailingAre() {
    Desk desk = Desk.fresh().carryOut().writeStatus();
    assertThat(news(desk.podIs("{phase: Failed}"))).isTrue();
    Desk arrived = Desk.fresh().writeStatus().run();
    arrived.workspace.setStatus(Desk.fresh().status());
    assertThat(news(arrived)).isTrue();
  }

  @Test
  void aNewGenerationIs() {
    Desk desk = Desk.fresh().writeStatus();
    desk.workspace.getMetadata().setGeneration(2L);
    assertThat(news(desk)).isTrue();
  }

  @Test
  void aRequestIsEvenOnTheWayUp() {
    Desk desk = Desk.fresh().writeStatus().annotate(Labels.operation("reboot"), "1");
    assertThat(news(desk)).isTrue();
  }

  /** The plan waits for it to be told. */
  @Test
  void aStopThatWouldNotBeFoundAgainIs() {
    Desk desk = Desk.fresh();
    desk.workspace = Samples.workspace("runningMode: {mode: Manual}");
    desk.carryOut().writeStatus().podRuns().annotate(Labels.operation("stop"), "1");
    assertThat(desk.plan().writes()).isEmpty();
    assertThat(news(desk)).isTrue();
  }

  @Test
  void aPendingUpdateIsEvenOnTheWayUp() {
    Desk desk = Desk.fresh().carryOut().writeStatus();
    desk.bundle = Samples.bundleWithImage("example/desktop:2");
    assertThat(news(desk)).isTrue();
  }

  @Test
  void anotherStateIsEvenOnTheWayUp() {
    Desk desk = Desk.running();
    desk.pod = null;
    desk.writeStatus();
    assertThat(news(desk)).isFalse();
    desk.annotate(Labels.operation("reboot"), "1");
    assertThat(news(desk)).isTrue();
  }

  @Test
  void theEndOfAnOperationIsThoughAStopBegins() {
    Desk desk = Desk.fresh();
    desk.workspace = Samples.workspace("runningMode: {mode: Manual}");
    desk.run().annotate(Labels.operation("reboot"), "1").writeStatus();
    desk.carryOut().carryOut().podRuns().annotate(Labels.operation("stop"), "1");
    assertThat(news(desk)).isTrue();
    assertThat(Progress.untold(desk.observed(), desk.status())).isEmpty();
  }
}
