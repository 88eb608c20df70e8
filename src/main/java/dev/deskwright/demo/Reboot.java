package dev.deskwright.demo;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.OperationStatus.Result;
import dev.deskwright.api.v1alpha1.WorkSpace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Optional;

/** A reboot that was asked for, as a person would: by an annotation. */
record Reboot(String workSpace) {

  static final String ANNOTATION = "deskwright.dev/reboot";
  private static final String REQUEST = "demo";

  /** Asks the operator to reboot a WorkSpace. */
  static Reboot ask(String workSpace, KubernetesClient client) {
    client
        .resources(WorkSpace.class)
        .inNamespace(DemoNamespace.NAME)
        .withName(workSpace)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(ANNOTATION, REQUEST));
    return new Reboot(workSpace);
  }

  /** Whether nothing more comes of it. */
  boolean hasEnded(List<WorkSpace> now) {
    return recorded(now).filter(OperationStatus::ended).isPresent();
  }

  /** Whether it ended well. */
  boolean isDone(List<WorkSpace> now) {
    return recorded(now).map(OperationStatus::result).filter(Result.Done::equals).isPresent();
  }

  /** How far it is, for a person. */
  String outcome(List<WorkSpace> now) {
    return recorded(now)
        .map(operation -> operation.result() + because(operation))
        .orElse("the operator did not take the request up");
  }

  private static String because(OperationStatus operation) {
    return operation.message() == null ? "" : ": " + operation.message();
  }

  private Optional<OperationStatus> recorded(List<WorkSpace> now) {
    return now.stream()
        .filter(ws -> ws.getMetadata().getName().equals(workSpace))
        .flatMap(ws -> Optional.ofNullable(ws.getStatus().operations()).stream())
        .flatMap(List::stream)
        .filter(
            operation ->
                operation.operation() == Operation.reboot && operation.request().equals(REQUEST))
        .findFirst();
  }
}
