package dev.deskwright.gateway.portal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.deskwright.api.v1alpha1.RunningMode.Mode;
import java.util.List;

/** A WorkSpace as its user sees it; {@code WorkSpace} of the API's description. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WorkSpaceView(
    String workspaceId,
    String name,
    String description,
    String state,
    String reason,
    String message,
    Mode runningMode,
    Integer autoStopMinutes,
    String computeType,
    Integer rootVolumeGib,
    Integer userVolumeGib,
    Connection connection,
    Next next,
    Progress progress,
    LastOperation operation,
    Snapshots snapshot,
    List<String> pendingUpdates,
    Permissions permissions,
    List<String> computeTypes) {

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Connection(String state, String lastConnectedAt) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Next(String action, String at, String message) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Progress(Step step, List<Step> steps, String since, Long estimateSeconds) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record LastOperation(String operation, String result, String message, String requestedAt) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Snapshots(String lastUserAt, String lastPairAt) {}

  record Permissions(
      boolean connect,
      boolean start,
      boolean reboot,
      boolean rebuild,
      boolean changeRunningMode,
      boolean increaseVolumeSize,
      boolean changeComputeType) {}

  /** How far a desktop is on its way to being ready. */
  enum Step {
    Accepted,
    Scheduling,
    Volumes,
    Starting,
    Ready
  }
}
