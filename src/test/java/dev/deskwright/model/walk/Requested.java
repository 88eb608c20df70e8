package dev.deskwright.model.walk;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.OperationStatus.Result;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.observed.Recorded;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** That each request is recorded once, ends once, and stays as it ended. */
final class Requested {

  private static final int MOST = 10;

  private record Key(String uid, Operation operation, String value) {}

  /** A wish is a request without a value of its own. */
  private static final String WISH = "";

  private final Map<Key, Integer> asked = new HashMap<>();
  private final Map<Key, Integer> recorded = new HashMap<>();
  private final Tally tally;

  Requested(Tally tally) {
    this.tally = tally;
  }

  /** The same, to go on by itself. */
  Requested(Requested of, Tally tally) {
    this(tally);
    asked.putAll(of.asked);
    recorded.putAll(of.recorded);
  }

  /** What was asked for and taken on, in any order. */
  void tell(Canon canon) {
    asked.forEach((key, times) -> canon.of(key.uid(), "asked " + words(key), times));
    recorded.forEach((key, times) -> canon.of(key.uid(), "taken on " + words(key), times));
  }

  private static String words(Key key) {
    return key.operation() + key.value();
  }

  void ask(WorkSpace workspace, Operation operation, String value) {
    asked.merge(new Key(uid(workspace), operation, value), 1, Integer::sum);
  }

  void wish(WorkSpace workspace) {
    ask(workspace, Operation.migrate, WISH);
  }

  /** Without its record nobody can know what has been done: what stands is a new request. */
  void forget(WorkSpace workspace) {
    String uid = uid(workspace);
    recorded.keySet().removeIf(key -> key.uid().equals(uid));
    asked.merge(new Key(uid, Operation.migrate, WISH), 1, Integer::sum);
  }

  void status(WorkSpace live, WorkSpaceStatus status) {
    List<OperationStatus> before = Recorded.operations(live);
    List<OperationStatus> after = Optional.ofNullable(status.operations()).orElseGet(List::of);
    if (after.size() > MOST) {
      throw new Breach("%d operations stand in the status".formatted(after.size()));
    }
    if (after.stream().filter(operation -> !operation.ended()).count() > 1) {
      throw new Breach("two operations are under way");
    }
    before.forEach(operation -> kept(live, operation, after));
    after.stream()
        .filter(operation -> before.stream().noneMatch(operation::isSameRequest))
        .forEach(operation -> begun(live, operation));
  }

  private void begun(WorkSpace live, OperationStatus operation) {
    if (operation.result() != Result.Refused) {
      tally.recorded(operation, false);
    }
    if (operation.ended()) {
      tally.recorded(operation, true);
    }
    Key own = new Key(uid(live), operation.operation(), operation.request());
    Key key =
        operation.operation() == Operation.migrate && !asked.containsKey(own)
            ? new Key(uid(live), Operation.migrate, WISH)
            : own;
    int times = recorded.merge(key, 1, Integer::sum);
    int most = operation.operation() == Operation.maintenance ? 1 : asked.getOrDefault(key, 0);
    if (times > most) {
      throw new Breach(
          "%s \"%s\" is taken on %d times, and was asked for %d times"
              .formatted(operation.operation().key(), operation.request(), times, most));
    }
  }

  private void kept(WorkSpace live, OperationStatus before, List<OperationStatus> after) {
    var now = after.stream().filter(before::isSameRequest).findFirst();
    if (now.isEmpty()) {
      if (!before.ended() || stands(live, before)) {
        throw new Breach("forgotten: " + before);
      }
    } else if (before.ended() && !now.get().equals(before)) {
      throw new Breach("%s had ended, and now is %s".formatted(before, now.get()));
    } else if (!before.ended() && now.get().ended()) {
      tally.recorded(now.get(), true);
    }
  }

  static boolean stands(WorkSpace workspace, OperationStatus operation) {
    return operation.request().equals(annotation(workspace, operation.operation()));
  }

  static String annotation(WorkSpace workspace, Operation operation) {
    var annotations = workspace.getMetadata().getAnnotations();
    return annotations == null ? null : annotations.get(Labels.operation(operation.key()));
  }

  /** Whether somebody has asked, and no record says that it was heard. */
  static boolean isOpen(WorkSpace workspace, Operation operation) {
    String value = annotation(workspace, operation);
    return value != null
        && Recorded.operations(workspace).stream()
            .noneMatch(o -> o.operation() == operation && o.request().equals(value));
  }

  private static String uid(WorkSpace workspace) {
    return workspace.getMetadata().getUid();
  }
}
