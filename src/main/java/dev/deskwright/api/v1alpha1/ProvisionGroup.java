package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** A group of the directory whose members each get a WorkSpace. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProvisionGroup(
    @Required
        @Size(min = 1, max = 1024)
        @JsonPropertyDescription(
            "Name or distinguished name of the group. Members of groups in it count.")
        String group,
    @Required
        @JsonPropertyDescription("The Bundle in this namespace that the WorkSpaces are made from.")
        LocalReference bundleRef,
    @JsonPropertyDescription("Their running mode; the Directory's default if left out.")
        RunningMode runningMode,
    @Size(max = 50) @JsonPropertyDescription("Their tags, at most 50.")
        Map<String, @Size(max = 63) String> tags) {}
