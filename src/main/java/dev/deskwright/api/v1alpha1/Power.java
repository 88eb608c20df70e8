package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Whether a desktop is to run, who decided so, and what happens next by itself. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Power(
    @Required @JsonPropertyDescription("What the operator brings about: Running or Stopped.")
        Desired desired,
    @Required @JsonPropertyDescription("What decided it.") Cause cause,
    @Required
        @Size(max = 20)
        @JsonPropertyDescription("When it was decided, as RFC 3339 time in UTC.")
        String since,
    @JsonPropertyDescription("What happens next by itself, if the mode lets anything happen.")
        Next next) {

  /** Whether there is to be a pod. */
  public enum Desired {
    @JsonEnumDefaultValue
    Running,
    Stopped
  }

  /** What decided whether a desktop is to run. */
  public enum Cause {
    /** It is new. */
    Created,
    /** The start or stop annotation. */
    @JsonEnumDefaultValue
    Requested,
    /** Nobody was connected for as long as AutoStop waits. */
    Idle,
    /** The schedule of its running mode. */
    Schedule,
    /** The running mode is AlwaysOn. */
    AlwaysOn,
    /** A rebuild, restore or migration, which ends with a running desktop. */
    Operation
  }

  /** What happens next. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Next(
      @JsonPropertyDescription("Start or Stop; absent when nothing is planned.") Action action,
      @Size(max = 20) @JsonPropertyDescription("When, as RFC 3339 time in UTC.") String at,
      @Required
          @Size(max = 1024)
          @JsonPropertyDescription(
              "The same in a sentence, with the reason, for example: stops at"
                  + " 2026-11-24T18:40:00Z: no connection since 2026-11-24T17:40:00Z.")
          String message) {

    /** What is done. */
    public enum Action {
      Start,
      Stop
    }
  }
}
