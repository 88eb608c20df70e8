package dev.deskwright.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a path of the Kubernetes API is about, without any name: so there are as many of them as the
 * code has uses.
 *
 * @param resource plural of the kind, with the subresource if there is one, as in {@code
 *     workspaces/status}; {@code other} for what is not about objects
 * @param isOne whether it names one object
 */
record ApiPath(String resource, boolean isOne) {

  private static final ApiPath OTHER = new ApiPath("other", false);
  private static final Set<String> STREAMS = Set.of("exec", "attach", "portforward", "proxy");

  /** Reads a path: {@code /api/v1/…} or {@code /apis/group/version/…}, wherever it begins. */
  static ApiPath of(String path) {
    List<String> parts = new ArrayList<>(List.of(path.split("/")));
    parts.removeIf(String::isEmpty);
    List<String> roots = parts.stream().filter(Set.of("api", "apis")::contains).toList();
    if (roots.isEmpty()) {
      return OTHER;
    }
    String root = roots.get(0);
    int start = parts.indexOf(root) + (root.equals("api") ? 2 : 3);
    return start >= parts.size() ? OTHER : of(inNamespace(parts.subList(start, parts.size())));
  }

  /** A Namespace has names and subresources of its own; what follows them is in it. */
  private static List<String> inNamespace(List<String> parts) {
    boolean isInOne =
        parts.size() > 2
            && parts.get(0).equals("namespaces")
            && !Set.of("status", "finalize").contains(parts.get(2));
    return isInOne ? parts.subList(2, parts.size()) : parts;
  }

  private static ApiPath of(List<String> parts) {
    String plural = parts.get(0);
    return parts.size() > 2
        ? new ApiPath(plural + "/" + parts.get(2), true)
        : new ApiPath(plural, parts.size() == 2);
  }

  /** The verb that Kubernetes has for a method here. */
  String verb(String method, boolean watch) {
    return switch (method) {
      case "GET" -> reading(watch);
      case "POST" -> isStream() ? "connect" : "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> isOne ? "delete" : "deletecollection";
      default -> "other";
    };
  }

  private String reading(boolean watch) {
    if (isStream()) {
      return "connect";
    }
    if (watch) {
      return "watch";
    }
    return isOne || equals(OTHER) ? "get" : "list";
  }

  private boolean isStream() {
    return STREAMS.contains(resource.substring(resource.indexOf('/') + 1));
  }
}
