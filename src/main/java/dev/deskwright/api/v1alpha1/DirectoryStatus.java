package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What was last observed of a directory. */
@JsonClassDescription("What was last observed of the Directory. Written by the operator only.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DirectoryStatus(
    @Min(0)
        @Max(1e15)
        @JsonPropertyDescription("The metadata.generation that this status is about.")
        Long observedGeneration,
    @Size(max = 12)
        @JsonPropertyDescription("Identity of the Directory: d- and ten hexadecimal digits.")
        String directoryId,
    @Size(max = 16)
        @JsonPropertyDescription(
            "What a user types to reach this directory: DW and eight letters or digits.")
        String registrationCode,
    @JsonPropertyDescription("The state in the words of Amazon WorkSpaces, for people and tools.")
        State state,
    @Min(0)
        @Max(1_000_000)
        @JsonPropertyDescription(
            "How many WorkSpaces it has. While there are any, the Directory is not removed.")
        Integer workspaces,
    @Size(max = 63)
        @JsonPropertyDescription(
            "The headless Service that gives every desktop of this directory a DNS name.")
        String serviceName,
    @Size(max = 16)
        @JsonPropertyDescription(
            "Ready sums up; Registered says whether desktops can be made, Reachable whether users"
                + " can be looked up.")
        List<Condition> conditions)
    implements Conditioned {

  /** The states of a directory, by the names that the Amazon WorkSpaces API gives them. */
  public enum State {
    REGISTERING,
    REGISTERED,
    DEREGISTERING,
    DEREGISTERED,
    ERROR
  }
}
