package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/**
 * One operation that was asked for by annotation, and what came of it. A value of the annotation
 * that is recorded here is never carried out again.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OperationStatus(
    @Required @JsonPropertyDescription("Which operation.") Operation operation,
    @Required
        @Size(max = 256)
        @JsonPropertyDescription("Value of the annotation that asked for it.")
        String request,
    @Required @JsonPropertyDescription("How far it is.") Result result,
    @Size(max = 1024) @JsonPropertyDescription("Why it was refused or failed, and what to do.")
        String message,
    @Size(max = 20)
        @JsonPropertyDescription("When it was accepted or refused, as RFC 3339 time in UTC.")
        String requestedAt,
    @Size(max = 20) @JsonPropertyDescription("When it ended, as RFC 3339 time in UTC.")
        String finishedAt,
    @Size(max = 36)
        @JsonPropertyDescription(
            "UID of the pod that the operation replaces, so that no other pod ever is.")
        String podUid) {

  /**
   * The operations that can be asked for; this version carries out reboot and refuses the others.
   */
  public enum Operation {
    reboot("A new pod from the same settings; both drives are kept."),
    rebuild("A root drive made anew from the image. Refused in this version."),
    restore("Both drives brought back from a snapshot. Refused in this version."),
    start("A stopped desktop is started. Refused in this version."),
    stop("The pod is removed, both drives are kept. Refused in this version.");

    private final String description;

    Operation(String description) {
      this.description = description;
    }

    /** What it does; docs/reference lists it. */
    public String description() {
      return description;
    }
  }

  /** How far an operation is. */
  public enum Result {
    /** Accepted, not ended yet. */
    Running,
    Done,
    /** Not begun: the state of the desktop does not allow it. */
    Refused,
    Failed
  }

  /** Whether it will not change any more. */
  public boolean ended() {
    return result != Result.Running;
  }
}
