package dev.deskwright.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.OperationStatus.Result;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.fixture.AuditLog;
import dev.deskwright.fixture.AuditLog.Request;
import dev.deskwright.fixture.OperationTable;
import dev.deskwright.fixture.OperationTable.Cell;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Asks for every operation in every state, and keeps what came of it. What is to be accepted gets a
 * desktop of its own; what is to be refused in one state is asked of the same desktop, one after
 * the other, since nothing may have changed in between.
 */
final class OperationTrials {

  private final KubernetesClient client;
  private final AuditLog audit;
  private final Map<Cell, Boolean> accepted = new ConcurrentHashMap<>();

  OperationTrials(KubernetesClient client, AuditLog audit) {
    this.client = client;
    this.audit = audit;
  }

  /** Whether each operation that was asked for so far was accepted. */
  Map<Cell, Boolean> accepted() {
    return Map.copyOf(accepted);
  }

  /** Everything that is asked for in a state; each part can be done beside the others. */
  Stream<Callable<Void>> in(WorkSpaceState state) {
    Callable<Void> refusals = () -> refuse(state);
    return Stream.concat(
        Stream.of(refusals),
        Arrays.stream(Operation.values())
            .filter(operation -> operation.isAllowedIn(state))
            .map(operation -> () -> accept(state, operation)));
  }

  private Void accept(WorkSpaceState state, Operation operation) throws IOException {
    var desktop = desktop(state, operation.key());
    DesktopStates.bring(desktop, state, operation);
    long before = audit.position();
    var record = desktop.ask(operation, "now");
    note(state, operation, record);
    assertThat(record.map(OperationStatus::result).orElse(null))
        .as("%s in %s: %s", operation.key(), state, record)
        .isIn(Result.Running, Result.Done);
    if (operation != Operation.start && operation != Operation.stop) {
      assertThat(writes(desktop, before))
          .as("written by the operator for %s in %s: its record first", operation.key(), state)
          .startsWith("workspaces/status");
    }
    boolean shows = operation.during() != null && state != WorkSpaceState.IMPAIRED;
    if (shows && record.get().result() == Result.Running) {
      desktop.awaitState(operation.during());
    }
    return null;
  }

  private Void refuse(WorkSpaceState state) throws IOException {
    var desktop = desktop(state, "refused");
    DesktopStates.bring(desktop, state, null);
    long before = audit.position();
    List<Operation> refused =
        Arrays.stream(Operation.values()).filter(o -> !o.isAllowedIn(state)).toList();
    refused.forEach(operation -> refuse(desktop, state, operation, "now"));
    // What a refusal might set off would be done by the time at which the next one is recorded.
    refuse(desktop, state, refused.get(0), "again");
    assertThat(writes(desktop, before))
        .as("written by the operator for what it refused in %s", state)
        .containsOnly("workspaces/status");
    assertThat(desktop.status().state()).as("after refusals").isEqualTo(state);
    delete(desktop, state);
    return null;
  }

  /** The kinds of what the operator has written about a desktop since then. */
  private List<String> writes(PlayedDesktop desktop, long since) throws IOException {
    return audit.operatorRequestsSince(since).stream()
        .filter(request -> request.isWrite() && desktop.isAbout(request.name()))
        .map(Request::resource)
        .toList();
  }

  private void refuse(
      PlayedDesktop desktop, WorkSpaceState state, Operation operation, String value) {
    var record = desktop.ask(operation, value);
    note(state, operation, record);
    if (operation == Operation.maintenance) {
      assertThat(record).as("maintenance in %s", state).isEmpty();
      return;
    }
    assertThat(record.map(OperationStatus::result))
        .as("%s in %s: %s", operation.key(), state, record)
        .contains(Result.Refused);
    assertThat(record.orElseThrow().message())
        .as("why %s is refused in %s", operation.key(), state)
        .contains(why(state));
  }

  /** What a refusal names: what keeps the desktop out of service or busy, or else its state. */
  private static String why(WorkSpaceState state) {
    return switch (state) {
      case TERMINATING -> "The WorkSpace is being deleted";
      case SUSPENDED -> "The desktop is suspended: set spec.suspended to false";
      case ADMIN_MAINTENANCE -> "in AdminMaintenance: set spec.maintenance to Available";
      case PENDING, AVAILABLE, IMPAIRED, UNHEALTHY, STOPPED, ERROR -> "The state is " + state;
      default ->
          "Another operation, %s, is under way".formatted(DesktopStates.operation(state).key());
    };
  }

  private void delete(PlayedDesktop desktop, WorkSpaceState state) {
    var cell = new Cell(state, OperationTable.DELETE);
    try {
      desktop.delete();
      accepted.put(cell, true);
    } catch (KubernetesClientException refusal) {
      accepted.put(cell, false);
      assertThat(refusal).hasMessageContaining("suspended desktop cannot be deleted");
    }
    assertThat(desktop.isDeleted()).as("deleted in %s", state).isEqualTo(accepted.get(cell));
  }

  private void note(WorkSpaceState state, Operation operation, Optional<OperationStatus> record) {
    accepted.put(
        new Cell(state, operation.key()),
        record.filter(r -> r.result() != Result.Refused).isPresent());
  }

  private PlayedDesktop desktop(WorkSpaceState state, String what) {
    return new PlayedDesktop(
        client, state.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + what);
  }
}
