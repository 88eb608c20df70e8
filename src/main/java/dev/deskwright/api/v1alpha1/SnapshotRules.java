package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** How a Directory's desktops are kept in snapshots. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SnapshotRules(
    @Default("true")
        @JsonPropertyDescription(
            "Whether snapshots are taken on a schedule; true if left out. Those that an operation"
                + " needs for safety are always taken.")
        Boolean automatic,
    @Min(1)
        @Max(168)
        @Default("12")
        @JsonPropertyDescription(
            "Hours between two automatic snapshots of a desktop in use, 1 to 168, 12 if left out."
                + " Each desktop has its own moment in them, so that not all are taken at once.")
        Integer everyHours,
    @Min(1)
        @Max(100)
        @Default("4")
        @JsonPropertyDescription(
            "How many automatic snapshots of a desktop are kept, 1 to 100, 4 if left out. The last"
                + " good one is kept whatever its age.")
        Integer keepLast,
    @Min(1)
        @Max(3_650)
        @Default("14")
        @JsonPropertyDescription(
            "Days after which automatic and safety snapshots are removed, 1 to 3650, 14 if left out."
                + " The last good one is kept whatever its age.")
        Integer keepDays,
    @Size(min = 1, max = 253)
        @ValidationRule(
            value = "self" + Syntax.SUBDOMAIN,
            messageExpression =
                "'className \"%s\" is not a name: " + Syntax.SUBDOMAIN_HINT + "'.format([self])")
        @JsonPropertyDescription(
            "VolumeSnapshotClass to use; the default one of the volume's driver if left out.")
        String className) {}
