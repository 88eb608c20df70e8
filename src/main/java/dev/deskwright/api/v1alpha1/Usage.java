package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** How long a desktop has run, and what that costs. Months are those of UTC. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Usage(
    @Required
        @Size(max = 20)
        @JsonPropertyDescription(
            "The moment up to which running time is counted in months and cost, as RFC 3339 time in"
                + " UTC. While the desktop runs it is moved on at least once a day, and with every"
                + " other change of the status.")
        String asOf,
    @JsonPropertyDescription("The running time that has not ended yet; absent while it is stopped.")
        Session running,
    @Size(max = 13)
        @JsonPropertyDescription("The last thirteen months in which it ran, oldest first.")
        List<Month> months,
    @JsonPropertyDescription(
            "What the current month costs so far; absent without prices in the Bundle.")
        Cost cost) {

  /** One stretch of running, from a ready desktop to its end. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Session(
      @Required
          @Size(max = 36)
          @JsonPropertyDescription("UID of the pod that runs, so that no time is counted twice.")
          String podUid,
      @Required @JsonPropertyDescription("The running mode that it is counted under.")
          RunningMode.Mode mode) {}

  /** The running time of one month. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Month(
      @Required
          @Size(min = 7, max = 7)
          @JsonPropertyDescription("Year and month, for example 2026-11.")
          String month,
      @Min(0) @Max(2_678_400) @JsonPropertyDescription("Seconds run in mode AlwaysOn.")
          Long alwaysOnSeconds,
      @Min(0) @Max(2_678_400) @JsonPropertyDescription("Seconds run in mode AutoStop.")
          Long autoStopSeconds,
      @Min(0) @Max(2_678_400) @JsonPropertyDescription("Seconds run in mode Manual.")
          Long manualSeconds) {}

  /** The cost of a month so far, in both ways of billing, whatever the mode is. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Cost(
      @Required @Size(min = 7, max = 7) @JsonPropertyDescription("Year and month.") String month,
      @Required @Size(min = 3, max = 3) @JsonPropertyDescription("Currency, as in ISO 4217.")
          String currency,
      @Required @Size(max = 24) @JsonPropertyDescription("With monthly billing: the monthly price.")
          String monthly,
      @Required
          @Size(max = 24)
          @JsonPropertyDescription("With hourly billing: the base price and each hour begun.")
          String hourly,
      @Required
          @JsonPropertyDescription(
              "The billing that is cheaper for the time run so far in this month.")
          Billing cheaper) {}

  /** The two ways of billing. */
  public enum Billing {
    Monthly,
    Hourly
  }
}
