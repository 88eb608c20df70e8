package dev.deskwright.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A desktop, and an operator that looks after it through a proxy. */
final class Scene implements AutoCloseable {

  /** An annotation of no meaning, which makes the operator look at a WorkSpace again. */
  static final String TOUCHED = "example.com/touched";

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(5);

  private final SimulatedCluster cluster;
  private final Desktop desktop;
  private ProxiedOperator operator;
  private int touches;

  private Scene(SimulatedCluster cluster) {
    this.cluster = cluster;
    this.desktop = cluster.newDesktop();
    this.operator = ProxiedOperator.start(cluster, desktop.namespace());
  }

  /** A desktop that was AVAILABLE, and is made ready for an operation. */
  static Scene of(Trial trial, SimulatedCluster cluster) {
    var scene = new Scene(cluster);
    try {
      scene.prepare(trial);
      return scene;
    } catch (RuntimeException | AssertionError e) {
      scene.close();
      throw e;
    }
  }

  private void prepare(Trial trial) {
    desktop.create(trial.spec());
    awaitState(WorkSpaceState.AVAILABLE);
    desktop.save(UserFile.LETTER);
    trial.prepare().accept(this);
    desktop.save(UserFile.NOTE);
    settle();
  }

  Desktop desktop() {
    return desktop;
  }

  void awaitState(WorkSpaceState state) {
    eventually()
        .untilAsserted(
            () ->
                assertThat(desktop.status().map(WorkSpaceStatus::state))
                    .as("%s", desktop.status())
                    .contains(state));
  }

  void await(BooleanSupplier condition) {
    eventually().until(condition::getAsBoolean);
  }

  /** Asks for the operation; from now on the operator's writes count, and this goes wrong. */
  void begin(Trial trial, Fault fault) {
    operator.proxy().arm(fault);
    trial.ask().accept(desktop);
  }

  /** What the operator has written since the operation was asked for, or since it was started. */
  List<Write> writes() {
    return operator.proxy().writes();
  }

  /**
   * Waits until the operator has been cut off, and starts another.
   *
   * @return false if the operation ended with no crash, since it took fewer writes this time
   */
  boolean awaitCrashAndRestart(Trial trial) {
    await(() -> operator.isCutOff() || trial.isDone().test(desktop));
    settle();
    boolean crashed = operator.isCutOff();
    if (crashed) {
      operator.close();
      operator = ProxiedOperator.start(cluster, desktop.namespace());
    }
    return crashed;
  }

  /** Waits until the operation has ended well, and the operator has nothing to add. */
  void awaitEnd(Trial trial) {
    eventually()
        .untilAsserted(
            () ->
                assertThat(trial.isDone().test(desktop))
                    .as("%s is done; status %s; writes %s", trial, desktop.status(), writes())
                    .isTrue());
    settle();
    assertThat(desktop.has(UserFile.LETTER)).as("the user finds the letter").isTrue();
    assertThat(desktop.isKept(UserFile.NOTE)).as("the note is not lost").isTrue();
  }

  /** Waits until what was deleted is gone, and returns what there is then. */
  EndState endState() {
    await(() -> desktop.endState().going() == 0);
    return desktop.endState();
  }

  /** Waits until there is what there was elsewhere. */
  void awaitEndState(EndState expected) {
    eventually()
        .untilAsserted(() -> assertThat(desktop.endState().differencesFrom(expected)).isEmpty());
  }

  /** Waits until the operator passes over the WorkSpace and writes nothing. */
  private void settle() {
    await(this::isQuiet);
  }

  /** The first pass may have begun before it was asked for; the second one has not. */
  private boolean isQuiet() {
    int writes = writes().size();
    awaitPass();
    awaitPass();
    return writes().size() == writes;
  }

  private void awaitPass() {
    double passes = operator.passes();
    desktop.annotate(TOUCHED, String.valueOf(touches++));
    await(() -> operator.passes() > passes || operator.isCutOff() || desktop.isGone());
  }

  private static ConditionFactory eventually() {
    return Awaitility.await().pollInterval(POLL).pollDelay(Duration.ZERO).atMost(LIMIT);
  }

  @Override
  public void close() {
    operator.close();
  }
}
