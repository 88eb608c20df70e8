package dev.deskwright.fault.history;

import java.util.Optional;
import java.util.Set;

/**
 * Which object a change is about.
 *
 * @param resource its kind in the plural, as in URLs
 * @param namespace empty for what belongs to the whole cluster
 * @param name its name
 */
public record Subject(String resource, String namespace, String name) {

  private static final Set<String> NAMESPACED =
      Set.of(
          "workspaces",
          "directories",
          "bundles",
          "pods",
          "persistentvolumeclaims",
          "volumesnapshots",
          "services",
          "networkpolicies",
          "poddisruptionbudgets",
          "statefulsets",
          "secrets",
          "configmaps");

  /**
   * Reads a key of etcd, for example {@code /registry/deskwright.dev/workspaces/default/desk}.
   * Empty for what no desktop is made of: leases, events, and what the API server keeps for itself.
   */
  static Optional<Subject> ofKey(String key) {
    // Services are the one kind with a folder more: /registry/services/specs/<namespace>/<name>.
    String[] parts = key.replace("/services/specs/", "/services/").split("/", -1);
    int last = parts.length - 1;
    return last >= 3 && NAMESPACED.contains(parts[last - 2])
        ? Optional.of(new Subject(parts[last - 2], parts[last - 1], parts[last]))
        : Optional.empty();
  }

  /** As people write it. */
  @Override
  public String toString() {
    return "%s %s/%s".formatted(resource, namespace, name);
  }
}
