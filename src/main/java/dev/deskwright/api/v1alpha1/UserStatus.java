package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** The desktop's user, as the directory knows them. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserStatus(
    @Size(max = 1024)
        @JsonPropertyDescription("Distinguished name of the user's entry, as last found.")
        String distinguishedName,
    @Size(max = 256) @JsonPropertyDescription("How people call the user.") String displayName,
    @Size(max = 256) @JsonPropertyDescription("The user's mail address.") String mail,
    @Size(max = 64)
        @JsonPropertyDescription(
            "Since when the user has been gone, disabled or expired; absent while they are not. The"
                + " Directory's users.graceHours count from here.")
        String goneSince) {}
