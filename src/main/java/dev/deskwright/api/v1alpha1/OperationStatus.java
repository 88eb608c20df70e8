package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/**
 * One operation that was asked for, and what came of it. A request that is recorded here is never
 * carried out again.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OperationStatus(
    @Required @JsonPropertyDescription("Which operation.") Operation operation,
    @Required
        @Size(max = 256)
        @JsonPropertyDescription(
            "What asked for it: the value of the annotation, the Bundle that spec.bundleRef names, or"
                + " the moment at which the maintenance window opened.")
        String request,
    @Required @JsonPropertyDescription("How far it is.") Result result,
    @Size(max = 1024)
        @JsonPropertyDescription(
            "Why it was refused or failed and what to do, or what is worth knowing of it.")
        String message,
    @Size(max = 20)
        @JsonPropertyDescription("When it was accepted or refused, as RFC 3339 time in UTC.")
        String requestedAt,
    @Size(max = 20) @JsonPropertyDescription("When it ended, as RFC 3339 time in UTC.")
        String finishedAt,
    @Size(max = 36)
        @JsonPropertyDescription(
            "UID of the pod that the operation replaces, so that no other pod ever is.")
        String podUid,
    @JsonPropertyDescription("The drives that the operation makes anew, if it does.")
        Replacement replacement) {

  /** How far an operation is. */
  public enum Result {
    /** Accepted, not ended yet. */
    Running,
    Done,
    /** Not begun: the state of the desktop does not allow it. */
    Refused,
    /** Given up; the desktop is as it was before. */
    Failed
  }

  /**
   * What a rebuild, restore or migration makes. All names are settled before anything is made, so
   * that a crash can neither repeat nor forget a step.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Replacement(
      @Required
          @Size(max = 63)
          @JsonPropertyDescription("The Bundle that the desktop is made from.")
          String bundleName,
      @Size(max = 253)
          @JsonPropertyDescription("The claim of the new root drive; absent if it has none.")
          String rootClaim,
      @Size(max = 253)
          @JsonPropertyDescription("The VolumeSnapshot that it comes from; absent: from the image.")
          String rootSource,
      @Size(max = 253)
          @JsonPropertyDescription("The claim of the new user drive; absent: the old one is kept.")
          String userClaim,
      @Size(max = 253) @JsonPropertyDescription("The VolumeSnapshot that it comes from.")
          String userSource,
      @Size(max = 253)
          @JsonPropertyDescription(
              "The VolumeSnapshot of the root drive as it was, taken before it is replaced.")
          String rootSafety,
      @Size(max = 253)
          @JsonPropertyDescription(
              "The VolumeSnapshot of the user drive as it was, taken before it is replaced.")
          String userSafety) {}

  /** Whether the other is the same request, as it stood at another moment. */
  public boolean isSameRequest(OperationStatus other) {
    return operation == other.operation && request.equals(other.request);
  }

  /** The same operation at its end. */
  public OperationStatus end(Result how, String why, String when) {
    return new OperationStatus(
        operation, request, how, why, requestedAt, when, podUid, replacement);
  }

  /** Whether it will not change any more. */
  public boolean ended() {
    return result != Result.Running;
  }
}
