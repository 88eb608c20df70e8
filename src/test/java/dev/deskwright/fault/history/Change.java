package dev.deskwright.fault.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One change of one object, as etcd recorded it.
 *
 * @param revision etcd's; it grows with every change of anything
 * @param subject which object
 * @param before the object before, or null if it was created
 * @param after the object now, or null if it is gone
 * @param at when the test was told of it
 */
public record Change(
    long revision, Subject subject, JsonNode before, JsonNode after, Instant at) {

  /** Whether the object is of this kind. */
  boolean isOf(String resource) {
    return subject.resource().equals(resource);
  }

  /** The object as it was last. */
  JsonNode object() {
    return after == null ? before : after;
  }

  /** Whether nobody can keep the object any more: it is gone, or marked to go. */
  boolean dooms() {
    return before != null
        && !Objects.isDoomed(before)
        && (after == null || Objects.isDoomed(after));
  }
}
