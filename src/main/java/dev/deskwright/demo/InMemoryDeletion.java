package dev.deskwright.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * A deletion, as an API server does it: only of the object that is meant; at once, or by a mark
 * that whoever has to let go of the object first looks for.
 *
 * @param current the object, or a list of them
 * @param options the request's DeleteOptions
 */
record InMemoryDeletion(JsonNode current, JsonNode options) {

  /** Keeps a marked pod in the mock, which removes whatever is marked and has no finalizer. */
  private static final String ON_A_NODE = "deskwright.dev/in-memory-node";

  private static final int GRACE_SECONDS = 30;

  /** Whether the request names another object of that name, or an earlier state of it. */
  boolean isForAnother() {
    return List.of("uid", "resourceVersion").stream().anyMatch(this::differs);
  }

  private boolean differs(String field) {
    JsonNode wanted = options.path("preconditions").path(field);
    return wanted.isTextual() && !Objects.equals(wanted, current.path("metadata").path(field));
  }

  /**
   * The JSON patch that has the effect of the deletion; empty for one that is done at once.
   *
   * @param hasNode whether there is a node of this name, which has to end a pod first
   */
  ArrayNode patch(Instant now, Predicate<String> hasNode) {
    ArrayNode patch = JsonNodeFactory.instance.arrayNode();
    List<String> finalizers = finalizers();
    boolean marked = current.path("metadata").has("deletionTimestamp");
    boolean begins = seconds() > 0 && !marked && isOnANode(hasNode);
    boolean ends = seconds() == 0 && finalizers.remove(ON_A_NODE);
    if (begins) {
      finalizers.add(ON_A_NODE);
    }
    if (begins || ends) {
      finalizers(patch, finalizers);
    }
    if (!marked && !finalizers.isEmpty()) {
      mark(patch, now);
    }
    return patch;
  }

  private boolean isOnANode(Predicate<String> hasNode) {
    String node = current.at("/spec/nodeName").asText();
    return "Pod".equals(current.path("kind").asText()) && !node.isEmpty() && hasNode.test(node);
  }

  private void mark(ArrayNode patch, Instant now) {
    Instant end = now.plusSeconds(seconds()).truncatedTo(ChronoUnit.SECONDS);
    var nodes = JsonNodeFactory.instance;
    InMemoryDispatcher.add(patch, "/metadata/deletionTimestamp", nodes.textNode(end.toString()));
    InMemoryDispatcher.add(
        patch, "/metadata/deletionGracePeriodSeconds", nodes.numberNode(seconds()));
  }

  private static void finalizers(ArrayNode patch, List<String> finalizers) {
    ArrayNode value = JsonNodeFactory.instance.arrayNode();
    finalizers.forEach(value::add);
    InMemoryDispatcher.add(patch, "/metadata/finalizers", value);
  }

  /** How long a pod has to end; nothing else has any time. */
  private int seconds() {
    if (!"Pod".equals(current.path("kind").asText())) {
      return 0;
    }
    int own = current.at("/spec/terminationGracePeriodSeconds").asInt(GRACE_SECONDS);
    return options.path("gracePeriodSeconds").asInt(own);
  }

  private List<String> finalizers() {
    List<String> finalizers = new ArrayList<>();
    current.at("/metadata/finalizers").forEach(finalizer -> finalizers.add(finalizer.asText()));
    return finalizers;
  }
}
