package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;

/** What users may do to their own desktops, without an administrator. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SelfService(
    @Default("true")
        @JsonPropertyDescription("Reboot the desktop; true if left out, as in Amazon WorkSpaces.")
        Boolean reboot,
    @Default("false")
        @JsonPropertyDescription(
            "Rebuild it from the Bundle's image and the last snapshot; false if left out.")
        Boolean rebuild,
    @Default("false")
        @JsonPropertyDescription("Switch between AlwaysOn and AutoStop; false if left out.")
        Boolean changeRunningMode,
    @Default("false") @JsonPropertyDescription("Make the drives bigger; false if left out.")
        Boolean increaseVolumeSize,
    @Default("false") @JsonPropertyDescription("Choose another compute type; false if left out.")
        Boolean changeComputeType) {}
