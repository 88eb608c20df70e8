package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** How users are looked up, and what happens to the desktop of one who is gone. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserRules(
    @Min(1)
        @Max(1_440)
        @Default("15")
        @JsonPropertyDescription(
            "Minutes between two look-ups of all users, 1 to 1440, 15 if left out.")
        Integer checkIntervalMinutes,
    @Default("Suspend")
        @JsonPropertyDescription(
            "What happens to the desktop of a user who does not exist any more, is disabled, or has"
                + " expired. Suspend: it is stopped after the grace time, and its drives are kept."
                + " Keep: it is only told. Suspend if left out.")
        WhenGone whenGone,
    @Min(0)
        @Max(8_760)
        @Default("24")
        @JsonPropertyDescription(
            "Hours for which a user has to be gone before the desktop is suspended, 0 to 8760 (a"
                + " year), 24 if left out. A desktop that somebody is connected to is not stopped.")
        Integer graceHours) {

  /** What happens to the desktop of a user who is gone. */
  public enum WhenGone {
    Suspend,
    Keep
  }
}
