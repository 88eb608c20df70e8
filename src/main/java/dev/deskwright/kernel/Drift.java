package dev.deskwright.kernel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** Whether a live object still is what was asked for. */
public final class Drift {

  private static final KubernetesSerialization JSON = new KubernetesSerialization();

  /** Writes the same as the client of Kubernetes does, in half the time. */
  private static final ObjectMapper PLAIN = new ObjectMapper();

  private Drift() {}

  /**
   * Whether every field of the desired part has its value in the live one; what the API server adds
   * by default does not count.
   */
  public static boolean between(Object desired, Object live) {
    return !contains(tree(live), tree(desired));
  }

  /** A stable text of a part of an object, to be hashed. */
  public static String text(Object part) {
    try {
      return PLAIN.writeValueAsString(part);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + part.getClass(), e);
    }
  }

  private static JsonNode tree(Object part) {
    return JSON.convertValue(part, JsonNode.class);
  }

  private static boolean contains(JsonNode live, JsonNode desired) {
    if (live == null) {
      return desired.isEmpty() && desired.isContainerNode();
    }
    if (desired.isObject()) {
      return desired.properties().stream()
          .allMatch(field -> contains(live.get(field.getKey()), field.getValue()));
    }
    if (desired.isArray()) {
      if (live.size() != desired.size()) {
        return false;
      }
      for (int i = 0; i < desired.size(); i++) {
        if (!contains(live.get(i), desired.get(i))) {
          return false;
        }
      }
      return true;
    }
    return desired.equals(live);
  }
}
