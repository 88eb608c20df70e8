package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** When AlwaysOn desktops may be rebooted to take up changes. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MaintenanceWindow(
    @Required
        @Size(min = 1, max = 128)
        @ValidationRule(
            value = "self" + Syntax.CRON,
            messageExpression =
                "'schedule \"%s\" is not a schedule: " + Syntax.CRON_HINT + "'.format([self])")
        @JsonPropertyDescription(
            "When the window opens, as a cron expression of five fields, for example 0 0 * * 0:"
                + " midnight between Saturday and Sunday.")
        String schedule,
    @Min(30)
        @Max(1_440)
        @Default("240")
        @JsonPropertyDescription("How long it stays open, 30 to 1440 minutes, 240 if left out.")
        Integer durationMinutes,
    @Size(min = 1, max = 64)
        @ValidationRule(
            value = "self" + Syntax.TIME_ZONE,
            messageExpression =
                "'timeZone \"%s\" is not a time zone: "
                    + Syntax.TIME_ZONE_HINT
                    + "'.format([self])")
        @JsonPropertyDescription(
            "Time zone of the schedule, by its name in the IANA database; UTC if left out.")
        String timeZone) {}
