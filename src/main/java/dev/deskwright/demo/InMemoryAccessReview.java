package dev.deskwright.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Who may do something, far simpler than in Kubernetes: whom a ClusterRoleBinding names, whatever
 * its role, may do everything, and nobody else anything.
 */
final class InMemoryAccessReview {

  private final JsonNode bindings;

  /**
   * Takes what there is.
   *
   * @param bindings a list of ClusterRoleBindings
   */
  InMemoryAccessReview(JsonNode bindings) {
    this.bindings = bindings;
  }

  /** A SubjectAccessReview with its answer. */
  JsonNode answer(JsonNode review) {
    ObjectNode answered = review.deepCopy();
    answered.putObject("status").put("allowed", isAllowed(review.path("spec")));
    return answered;
  }

  private boolean isAllowed(JsonNode spec) {
    Set<String> groups = new HashSet<>();
    spec.path("groups").forEach(group -> groups.add(group.textValue()));
    return StreamSupport.stream(bindings.path("items").spliterator(), false)
        .flatMap(binding -> StreamSupport.stream(binding.path("subjects").spliterator(), false))
        .anyMatch(
            subject ->
                switch (subject.path("kind").asText()) {
                  case "User" -> subject.path("name").equals(spec.path("user"));
                  case "Group" -> groups.contains(subject.path("name").textValue());
                  default -> false;
                });
  }
}
