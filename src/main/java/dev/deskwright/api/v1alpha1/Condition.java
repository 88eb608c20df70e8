package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One answer to one question about an object, in the form of Kubernetes' API conventions. */
public record Condition(
    @Required
        @Size(min = 1, max = 63)
        @JsonPropertyDescription("The question, for example Ready or StorageReady.")
        String type,
    @Required
        @JsonPropertyDescription(
            "The answer: True, False, or Unknown when it could not be found out.")
        Status status,
    @Min(0)
        @Max(1e15)
        @JsonPropertyDescription("The metadata.generation of the spec that this answer is about.")
        Long observedGeneration,
    @Required
        @Size(min = 20, max = 20)
        @JsonPropertyDescription("When the answer last changed, as RFC 3339 time in UTC.")
        String lastTransitionTime,
    @Required
        @Size(min = 1, max = 63)
        @JsonPropertyDescription("Why, as one word for programs; docs/reference lists them all.")
        String reason,
    @Required
        @Size(max = 1024)
        @JsonPropertyDescription(
            "Why, as one sentence for people: what, which object, and what to do.")
        String message) {

  /** The answers that a condition can give. */
  public enum Status {
    True,
    False,
    Unknown;

    /** Whether the answer is yes. */
    public boolean isTrue() {
      return this == True;
    }
  }
}
