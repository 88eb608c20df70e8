package dev.deskwright.model.walk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.function.Consumer;

/** Statuses with something wrong in them. */
final class Retold {

  private static final String NOW = "2026-11-23T12:00:00Z";

  private Retold() {}

  static WorkSpaceStatus of(WorkSpaceStatus status, Consumer<ObjectNode> change) {
    ObjectNode fields = Serialization.unmarshal(Serialization.asJson(status), ObjectNode.class);
    change.accept(fields);
    return Serialization.unmarshal(fields.toString(), WorkSpaceStatus.class);
  }

  /** With each operation that has ended changed. */
  static WorkSpaceStatus operations(WorkSpaceStatus status, Consumer<ObjectNode> change) {
    return of(
        status,
        fields -> {
          for (JsonNode operation : fields.path("operations")) {
            if ("Done".equals(operation.path("result").textValue())) {
              change.accept((ObjectNode) operation);
            }
          }
        });
  }

  /** With reboots that nobody has asked for, once. */
  static WorkSpaceStatus adding(WorkSpaceStatus status, String request, String result, int times) {
    return of(
        status,
        fields -> {
          ArrayNode operations = fields.withArray("/operations");
          for (int i = operations.size(); i < times; i++) {
            operations
                .addObject()
                .put("operation", "reboot")
                .put("request", times == 1 ? request : request + i)
                .put("result", result)
                .put("message", "Made up.")
                .put("requestedAt", NOW)
                .put("finishedAt", "Done".equals(result) ? NOW : null);
          }
        });
  }

  static WorkSpaceStatus usage(WorkSpaceStatus status, int seconds) {
    return of(
        status,
        fields -> {
          ObjectNode usage = fields.putObject("usage").put("asOf", NOW);
          usage
              .putArray("months")
              .addObject()
              .put("month", "2026-11")
              .put("alwaysOnSeconds", seconds);
        });
  }
}
