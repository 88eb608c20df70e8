package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What was last observed of a bundle. */
@JsonClassDescription("What was last observed of the Bundle. Written by the operator only.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record BundleStatus(
    @Min(0)
        @Max(1e15)
        @JsonPropertyDescription("The metadata.generation that this status is about.")
        Long observedGeneration,
    @Size(max = 13) @JsonPropertyDescription("Identity of the Bundle: wsb- and nine of 0-9 a-z.")
        String bundleId,
    @Size(max = 128)
        @JsonPropertyDescription("What a desktop gets, for example: Standard (2 vCPU, 4Gi memory).")
        String compute,
    @Min(0)
        @Max(1_000_000)
        @JsonPropertyDescription(
            "How many WorkSpaces are made from it. While there are any, the Bundle is not removed.")
        Integer workspaces,
    @Size(max = 16)
        @JsonPropertyDescription("Ready sums up; Valid says whether the spec can be used.")
        List<Condition> conditions)
    implements Conditioned {}
