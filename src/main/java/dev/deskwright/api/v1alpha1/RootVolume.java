package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** The root drive that a Bundle gives. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RootVolume(
    @Min(1) @Max(16_384) @JsonPropertyDescription("Size in GiB, 1 to 16384, 80 if left out.")
        Integer sizeGib,
    @Size(min = 1, max = 253)
        @ValidationRule(
            value = "self" + Syntax.SUBDOMAIN,
            messageExpression =
                "'storageClassName \"%s\" is not a name: "
                    + Syntax.SUBDOMAIN_HINT
                    + "'.format([self])")
        @JsonPropertyDescription("StorageClass; the cluster's default if left out.")
        String storageClassName) {}
