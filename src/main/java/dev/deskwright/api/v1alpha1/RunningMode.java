package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** When a desktop runs. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "!has(self.autoStopTimeoutMinutes) || self.mode == 'AutoStop'",
    fieldPath = ".autoStopTimeoutMinutes",
    messageExpression =
        "'autoStopTimeoutMinutes %s goes with mode AutoStop only, and the mode is %s: "
            + "leave it out, or set mode: AutoStop'.format([self.autoStopTimeoutMinutes, "
            + "self.mode])")
@ValidationRule(
    value = "!has(self.schedule) || self.mode != 'AlwaysOn'",
    fieldPath = ".schedule",
    message =
        "schedule does not go with mode AlwaysOn, which never stops: leave it out, or set mode:"
            + " AutoStop or Manual")
public record RunningMode(
    @Required
        @JsonPropertyDescription(
            "AlwaysOn: the desktop always runs. AutoStop: it stops after a time without a"
                + " connection, as status.connection records them. Manual: people start and stop"
                + " it.")
        Mode mode,
    @Min(1)
        @Max(43_200)
        @JsonPropertyDescription(
            "AutoStop only: minutes without a connection after which the desktop stops, 1 to 43200"
                + " (30 days), 60 if left out. A multiple of the Directory's"
                + " autoStopGranularityMinutes, which is 60 unless the Directory sets a finer one.")
        Integer autoStopTimeoutMinutes,
    @JsonPropertyDescription(
            "AutoStop and Manual: when to start before work and to stop after it. None if left out.")
        Weekly schedule) {

  /** The modes, by the names that Amazon WorkSpaces gives them. */
  public enum Mode {
    AlwaysOn,
    AutoStop,
    @JsonEnumDefaultValue
    Manual
  }
}
