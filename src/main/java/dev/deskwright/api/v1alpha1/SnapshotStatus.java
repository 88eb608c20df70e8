package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;

/** The snapshots that there are of a desktop. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SnapshotStatus(
    @Size(max = 20)
        @JsonPropertyDescription(
            "When the user drive's last good snapshot was taken, as RFC 3339 time in UTC: what a"
                + " rebuild goes back to.")
        String lastUserAt,
    @Size(max = 20)
        @JsonPropertyDescription(
            "When the last good snapshots of both drives together were taken: what a restore goes"
                + " back to.")
        String lastPairAt,
    @Size(max = 20)
        @JsonPropertyDescription(
            "When the next one is due, if the desktop runs then, as RFC 3339 time in UTC.")
        String nextAt,
    @Min(0) @Max(10_000) @JsonPropertyDescription("How many VolumeSnapshots there are of it.")
        Integer count) {}
