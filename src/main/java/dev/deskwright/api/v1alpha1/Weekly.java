package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** When desktops start before work and stop after it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.start) || has(self.stop)",
    message = "schedule says neither when to start nor when to stop: set start, stop or both")
public record Weekly(
    @Size(min = 1, max = 128)
        @ValidationRule(
            value = "self" + Syntax.CRON,
            messageExpression =
                "'start \"%s\" is not a schedule: " + Syntax.CRON_HINT + "'.format([self])")
        @JsonPropertyDescription(
            "When to start, as a cron expression of five fields, for example 30 7 * * 1-5: half past"
                + " seven from Monday to Friday. A desktop that runs already stays as it is.")
        String start,
    @Size(min = 1, max = 128)
        @ValidationRule(
            value = "self" + Syntax.CRON,
            messageExpression =
                "'stop \"%s\" is not a schedule: " + Syntax.CRON_HINT + "'.format([self])")
        @JsonPropertyDescription(
            "When to stop, as a cron expression of five fields. A desktop that somebody is connected"
                + " to stops when they have disconnected.")
        String stop,
    @Size(min = 1, max = 64)
        @ValidationRule(
            value = "self" + Syntax.TIME_ZONE,
            messageExpression =
                "'timeZone \"%s\" is not a time zone: "
                    + Syntax.TIME_ZONE_HINT
                    + "'.format([self])")
        @JsonPropertyDescription(
            "Time zone of both, by its name in the IANA database, for example Europe/Berlin; UTC if"
                + " left out. A time that daylight saving skips counts as the next one there is.")
        String timeZone) {}
