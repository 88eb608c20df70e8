package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** What one WorkSpace asks of a volume. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VolumeRequest(
    @Min(1)
        @Max(16_384)
        @JsonPropertyDescription(
            "Size in GiB, 1 to 16384; the Bundle's if left out. Can only grow.")
        Integer sizeGib,
    @JsonPropertyDescription(
            "Whether the volume must be encrypted at rest; false if left out. Cannot be changed.")
        Boolean encrypted)
    implements VolumeWish {}
