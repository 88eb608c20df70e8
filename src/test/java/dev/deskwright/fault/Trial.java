package dev.deskwright.fault;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * An operation as it is put to the test.
 *
 * @param name what it is called in results
 * @param spec what the WorkSpace's spec has besides user, Directory and Bundle, as YAML in braces
 * @param prepare brings a desktop that is AVAILABLE to where the operation may begin
 * @param ask asks for the operation
 * @param isDone whether it has ended well
 * @param pods how many pods there are at the end
 * @param mostWrites how many writes to the API server it may cost; those that are refused, as a
 *     deletion that was sent twice, are not among them
 */
record Trial(
    String name,
    String spec,
    Consumer<Scene> prepare,
    Consumer<Desktop> ask,
    Predicate<Desktop> isDone,
    int pods,
    int mostWrites) {

  private static final String REQUEST = "under-test";
  private static final String MANUAL = "runningMode: {mode: Manual}";

  private static final Trial REBOOT = asked(Operation.reboot, "", scene -> {}, 1, 4);
  private static final Trial REBUILD = asked(Operation.rebuild, "", Trial::takeSnapshots, 1, 9);
  private static final Trial RESTORE = asked(Operation.restore, "", Trial::takeSnapshots, 1, 10);
  private static final Trial STOP = asked(Operation.stop, MANUAL, scene -> {}, 0, 2);
  private static final Trial START = asked(Operation.start, MANUAL, Trial::stop, 1, 2);
  private static final Trial SNAPSHOT = asked(Operation.snapshot, "", scene -> {}, 1, 5);
  private static final Trial APPLY_NOW =
      asked(Operation.applyNow, "", scene -> scene.desktop().changeComputeType(), 1, 4);

  private static final Trial MIGRATE =
      new Trial(
          "migrate",
          "",
          scene -> scene.desktop().createOtherBundle(),
          Desktop::changeBundle,
          desktop -> desktop.isDone(Operation.migrate, Desktop.OTHER_BUNDLE),
          1,
          9);

  private static final Trial DELETION =
      new Trial(
          "deletion with a last snapshot",
          "deletionPolicy: Snapshot",
          scene -> {},
          Desktop::delete,
          Desktop::isRemoved,
          0,
          8);

  /** All that the operator carries out: what it learns is put to the test by standing here. */
  static List<Trial> all() {
    return List.of(REBOOT, STOP, START, REBUILD, RESTORE, MIGRATE, APPLY_NOW, SNAPSHOT, DELETION);
  }

  private static Trial asked(
      Operation operation, String spec, Consumer<Scene> prepare, int pods, int mostWrites) {
    return new Trial(
        operation.key(),
        spec,
        prepare,
        desktop -> desktop.ask(operation, REQUEST),
        desktop -> desktop.isDone(operation, REQUEST),
        pods,
        mostWrites);
  }

  private static void stop(Scene scene) {
    scene.desktop().ask(Operation.stop, "before");
    scene.awaitState(WorkSpaceState.STOPPED);
  }

  private static void takeSnapshots(Scene scene) {
    scene.desktop().takeSnapshots();
    scene.await(scene.desktop()::hasSnapshots);
  }

  /** For the names of tests. */
  @Override
  public String toString() {
    return name;
  }
}
