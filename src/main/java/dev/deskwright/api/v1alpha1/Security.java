package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** What a desktop may do on its node, in the words of the Pod Security Standards. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Security(
    @JsonPropertyDescription(
            "Baseline lets the user become root inside the desktop (sudo), Restricted does not and"
                + " allows no root drive. Left out: Restricted when rootPaths is empty, else"
                + " Baseline.")
        Profile profile,
    @Min(0)
        @Max(65_535)
        @JsonPropertyDescription(
            "User id that the desktop runs as, 0 to 65535; the image's own if left out. A new user"
                + " drive is given to it.")
        Integer runAsUser,
    @Min(1)
        @Max(65_535)
        @JsonPropertyDescription(
            "Group id that may write to the user drive, 1 to 65535; 1000 if left out.")
        Integer fsGroup) {

  /** The profiles of the Pod Security Standards that a desktop can have. */
  public enum Profile {
    Baseline,
    Restricted
  }
}
