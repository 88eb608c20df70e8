package dev.deskwright.kernel;

import dev.deskwright.api.v1alpha1.ConditionType;
import dev.deskwright.api.v1alpha1.Reason;
import java.util.Optional;

/** What came of one write. */
public sealed interface Outcome {

  /** It took effect, now or before. */
  record Written() implements Outcome {}

  /** An object of the name exists and belongs to somebody else; it was not touched. */
  record NameTaken(String kind, String name) implements Outcome {}

  /** The API server refused it for a reason that a person must see to, for example a quota. */
  record Refused(String kind, String name, String answer) implements Outcome {}

  /** It took effect. */
  static Outcome written() {
    return new Written();
  }

  /**
   * What it means for the one who wanted the object, if it did not take effect.
   *
   * @param type the condition that it bears on
   * @param taken the reason when the name is taken
   * @param refused the reason when the API server refuses
   * @param wantedBy kind of the one who wanted it
   */
  default Optional<Finding> problem(
      ConditionType type, Reason taken, Reason refused, String wantedBy) {
    if (this instanceof NameTaken nameTaken) {
      return Optional.of(
          Finding.no(
              type,
              taken,
              "%s \"%s\" exists and does not belong to this %s; it is not touched: delete it, or name the %s otherwise."
                  .formatted(nameTaken.kind(), nameTaken.name(), wantedBy, wantedBy)));
    }
    if (this instanceof Refused refusal) {
      return Optional.of(
          Finding.no(
              type,
              refused,
              "The API server refuses %s \"%s\": %s"
                  .formatted(refusal.kind(), refusal.name(), refusal.answer())));
    }
    return Optional.empty();
  }
}
