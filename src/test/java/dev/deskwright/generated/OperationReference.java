package dev.deskwright.generated;

import static dev.deskwright.generated.Markdown.code;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.fixture.OperationTable;
import dev.deskwright.fixture.OperationWrites;
import dev.deskwright.kernel.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The text of {@code docs/reference/operations.md}. */
final class OperationReference {

  private OperationReference() {}

  static String text() {
    var page = new Markdown();
    operations(page);
    states(page);
    rules(page);
    writes(page);
    return page.toString();
  }

  private static void operations(Markdown page) {
    List<List<String>> rows = new ArrayList<>();
    Arrays.stream(Operation.values())
        .map(it -> List.of(code(it.key()), it.description(), during(it), askedFor(it)))
        .forEach(rows::add);
    rows.add(
        List.of(
            code(OperationTable.DELETE),
            "The WorkSpace goes, with all that belongs to it; `spec.deletionPolicy` decides about"
                + " the user drive.",
            code(WorkSpaceState.TERMINATING.name()),
            "deleting the WorkSpace"));
    page.heading(1, "Operations")
        .paragraph(
            "What can be done to a desktop after it exists. The value of an annotation is yours to"
                + " choose; each value is carried out once:")
        .paragraph(
            """
            ```sh
            kubectl annotate workspace alice deskwright.dev/reboot=1
            kubectl get workspace alice -o jsonpath='{.status.operations}'
            ```\
            """)
        .paragraph(
            "What came of it is in `status.operations`: Running, Done, Refused or Failed, with the"
                + " reason. So a manifest that is kept in Git never repeats an operation. To ask"
                + " again, give another value: `kubectl annotate --overwrite workspace alice"
                + " deskwright.dev/reboot=2`.")
        .table(List.of("Operation", "What it does", "State while it runs", "Asked for by"), rows);
  }

  private static String during(Operation operation) {
    return operation.during() == null ? "the state before" : code(operation.during().name());
  }

  private static String askedFor(Operation operation) {
    String annotation = "annotation " + code(Labels.operation(operation.key()));
    return switch (operation) {
      case migrate -> "another name in `spec.bundleRef`; to try again, " + annotation;
      case start -> annotation + ", or the schedule in `spec.runningMode`";
      case stop -> annotation + ", the schedule, or AutoStop when nobody is connected";
      case maintenance -> "the Directory's `spec.maintenanceWindow`";
      default -> annotation;
    };
  }

  private static void states(Markdown page) {
    List<String> head = new ArrayList<>(List.of("State"));
    head.addAll(OperationTable.operations());
    page.heading(2, "In which states")
        .paragraph(
            "An operation that is asked for in another state is recorded as Refused, with a message"
                + " that says why and what to do; nothing else changes. A test brings desktops into"
                + " every state on a real API server, and asks for every operation there.")
        .table(head, OperationTable.rows(cell -> OperationTable.allows(cell) ? "✓" : ""));
  }

  private static void rules(Markdown page) {
    page.heading(2, "Rules beyond the state")
        .list(
            List.of(
                "One at a time: while an operation is under way, another is refused. Only a rebuild"
                    + " takes the place of a reboot, which then has Failed: that is what state"
                    + " REBOOTING allows.",
                "A reboot after which the desktop is not ready within 20 minutes has Failed; then"
                    + " another can be asked for.",
                "stop: not in running mode AlwaysOn, which never stops.",
                "restore and snapshot: only where the cluster has the API"
                    + " `snapshot.storage.k8s.io/v1`. A restore also needs a pair of snapshots of"
                    + " both drives to go back to.",
                "rebuild, restore and migrate: before the user drive is replaced, a snapshot of it"
                    + " as it is must be ready; else the operation has Failed and nothing is"
                    + " replaced. Where there is no snapshot to go back to or no snapshot API, a"
                    + " rebuild keeps the user drive, and without the API so does a migration.",
                "migrate: a changed `spec.bundleRef` is never refused; it waits until the state"
                    + " allows it and no operation is under way. One that has Failed is not tried"
                    + " again by itself. Where the Bundle is the one in force already, the"
                    + " annotation is refused.",
                "apply-now: refused where nothing waits to be applied.",
                "start and stop are done before they are told: STARTING and STOPPING show when it"
                    + " takes longer than five seconds.",
                "maintenance: only in running mode AlwaysOn, when changed settings wait and nobody"
                    + " is connected, once in a window. In another state it is not recorded: it waits"
                    + " for as long as the window is open.",
                "ADMIN_MAINTENANCE: every operation is refused until `spec.maintenance` is Available"
                    + " again. SUSPENDED: until `spec.suspended` is false.",
                "delete: while `spec.suspended` is true, the API server refuses it, by an admission"
                    + " policy that the [chart](helm.md) installs."));
  }

  private static void writes(Markdown page) {
    page.heading(2, "API writes")
        .paragraph(
            "What the operator writes for one operation on a desktop with two drives when all goes"
                + " well. A refusal costs one: its record. Deletion costs none unless"
                + " `spec.deletionPolicy` is Snapshot: Kubernetes removes what has an owner.")
        .table(
            List.of("Operation", "Writes", "Without snapshots", "Which"),
            Arrays.stream(Operation.values()).map(OperationReference::writes).toList());
  }

  private static List<String> writes(Operation operation) {
    int without = OperationWrites.withoutSnapshots(operation).size();
    var writes = OperationWrites.of(operation);
    return List.of(
        code(operation.key()),
        String.valueOf(writes.size()),
        without == 0 ? "refused" : String.valueOf(without),
        String.join("; ", writes));
  }
}
