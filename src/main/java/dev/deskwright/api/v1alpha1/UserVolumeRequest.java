package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** What one WorkSpace asks of its user drive. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserVolumeRequest(
    @Min(1)
        @Max(16_384)
        @JsonPropertyDescription(
            "Size in GiB, 1 to 16384; the Bundle's if left out. Can only grow.")
        Integer sizeGib,
    @JsonPropertyDescription(
            "Whether the volume must be encrypted at rest; false if left out. Cannot be changed.")
        Boolean encrypted,
    @Size(min = 1, max = 253)
        @ValidationRule(
            value = "self" + Syntax.SUBDOMAIN,
            messageExpression =
                "'claimName \"%s\" is not a name: " + Syntax.SUBDOMAIN_HINT + "'.format([self])")
        @JsonPropertyDescription(
            "A PersistentVolumeClaim in this namespace that an earlier WorkSpace of the same user and"
                + " Directory left behind: it becomes this one's user drive, with all that is on it."
                + " Left out, a new drive is made. Cannot be changed.")
        String claimName)
    implements VolumeWish {}
