package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What was last observed of a desktop. */
@JsonClassDescription(
    "What was last observed of the desktop. Written by the operator, but for connection.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record WorkSpaceStatus(
    @Min(0)
        @Max(1e15)
        @JsonPropertyDescription("The metadata.generation that this status is about.")
        Long observedGeneration,
    @Size(max = 12) @JsonPropertyDescription("Identity of the WorkSpace: ws- and nine of 0-9 a-z.")
        String workspaceId,
    @Size(max = 12)
        @JsonPropertyDescription("Identity of its Directory: d- and ten hexadecimal digits.")
        String directoryId,
    @Size(max = 13) @JsonPropertyDescription("Identity of its Bundle: wsb- and nine of 0-9 a-z.")
        String bundleId,
    @Size(max = 63)
        @JsonPropertyDescription(
            "The Bundle in force. Differs from spec.bundleRef until a migration has succeeded.")
        String bundleName,
    @JsonPropertyDescription("The user, as the directory knows them.") UserStatus user,
    @Size(max = 63) @JsonPropertyDescription("The Directory's subnet that the desktop belongs to.")
        String subnetName,
    @JsonPropertyDescription(
            "The state in the words of Amazon WorkSpaces, for people and tools. It sums up the"
                + " conditions; nothing is decided by it.")
        WorkSpaceState state,
    @JsonPropertyDescription("The running mode in force, with all defaults applied.")
        RunningMode runningMode,
    @JsonPropertyDescription("Whether it is to run, and what happens next by itself.") Power power,
    @JsonPropertyDescription(
            "Whether somebody is connected. Written by the gateway, or by whoever may patch the"
                + " status; read by AutoStop.")
        Connection connection,
    @Size(max = 63) @JsonPropertyDescription("The compute type that the running desktop has.")
        String computeType,
    @Size(max = 512)
        @JsonPropertyDescription(
            "The image that the root drive was made from; a Bundle's newer image takes effect at a"
                + " rebuild.")
        String image,
    @JsonPropertyDescription("The claim that holds the root drive; absent without rootPaths.")
        VolumeStatus rootVolume,
    @JsonPropertyDescription("The claim that holds the user drive.") VolumeStatus userVolume,
    @JsonPropertyDescription("The snapshots of its drives.") SnapshotStatus snapshots,
    @JsonPropertyDescription("How long it has run in each month, and what that costs.") Usage usage,
    @Size(max = 253) @JsonPropertyDescription("Node that the desktop runs on.") String nodeName,
    @Size(max = 45) @JsonPropertyDescription("The desktop's address in the cluster.")
        String ipAddress,
    @Size(max = 63)
        @JsonPropertyDescription("Host name that the desktop sees as its own, and its pod's name.")
        String computerName,
    @Size(max = 8)
        @JsonPropertyDescription(
            "Changes to the Bundle or the WorkSpace that wait for an operation to take effect.")
        List<PendingUpdate> pendingUpdates,
    @Size(max = 10) @JsonPropertyDescription("The last ten operations, oldest first.")
        List<OperationStatus> operations,
    @Size(max = 16)
        @JsonPropertyDescription(
            "Ready sums up; UserResolved, BundleResolved, StorageReady and DesktopRunning say what"
                + " it depends on. SnapshotsCurrent says whether the data could be brought back.")
        List<Condition> conditions)
    implements Conditioned {

  /**
   * The same with other figures, which change all the time, and no list that is empty: read back,
   * it is none.
   */
  public WorkSpaceStatus withFigures(SnapshotStatus otherSnapshots, Usage otherUsage) {
    return new WorkSpaceStatus(
        observedGeneration,
        workspaceId,
        directoryId,
        bundleId,
        bundleName,
        user,
        subnetName,
        state,
        runningMode,
        power,
        connection,
        computeType,
        image,
        rootVolume,
        userVolume,
        otherSnapshots,
        otherUsage,
        nodeName,
        ipAddress,
        computerName,
        filled(pendingUpdates),
        filled(operations),
        conditions);
  }

  private static <T> List<T> filled(List<T> list) {
    return list == null || list.isEmpty() ? null : list;
  }

  /** A volume as it is. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record VolumeStatus(
      @Size(max = 253) @JsonPropertyDescription("Name of the PersistentVolumeClaim.")
          String claimName,
      @Min(0) @Max(16_384) @JsonPropertyDescription("Size in GiB that the claim asks for.")
          Integer sizeGib) {}

  /** A change that has not taken effect yet. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PendingUpdate(
      @Size(max = 63) @JsonPropertyDescription("What changed: image, bundle, pod or volume.")
          String what,
      @Size(max = 1024) @JsonPropertyDescription("What will change, and when.") String message) {}
}
