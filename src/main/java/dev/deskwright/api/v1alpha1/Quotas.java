package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** How much the desktops of a Directory may take, all together. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Quotas(
    @Min(0)
        @Max(1_000_000)
        @JsonPropertyDescription("WorkSpaces that have drives. No limit if left out.")
        Integer workspaces,
    @Min(0)
        @Max(1_000_000)
        @JsonPropertyDescription("Desktops that run at the same time. No limit if left out.")
        Integer runningWorkspaces,
    @Min(0)
        @Max(10_000_000)
        @JsonPropertyDescription("Processors of the desktops that run. No limit if left out.")
        Integer vcpu,
    @Min(0)
        @Max(100_000_000)
        @JsonPropertyDescription("Memory of the desktops that run, in GiB. No limit if left out.")
        Integer memoryGib,
    @Min(0)
        @Max(1_000_000_000)
        @JsonPropertyDescription("Size of all drives, in GiB. No limit if left out.")
        Integer storageGib) {}
