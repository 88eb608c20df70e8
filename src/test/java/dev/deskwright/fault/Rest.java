package dev.deskwright.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.fault.history.History;
import dev.deskwright.fault.history.Objects;
import dev.deskwright.fault.history.Subject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether all that was asked for is so, as etcd has it. */
final class Rest {

  /** While the desktop is suspended there is no pod, and what needs one is not at its end. */
  private static final Set<String> WAIT_FOR_THE_POD =
      Set.of("reboot", "rebuild", "restore", "migrate", "apply-now", "start", "maintenance");

  private final History history;
  private final String namespace;

  Rest(History history, String namespace) {
    this.history = history;
    this.namespace = namespace;
  }

  /** A sentence for each thing in the namespace that is not as it should be. */
  List<String> unrest() {
    List<String> unrest = new ArrayList<>();
    Set<String> uids = new HashSet<>();
    for (JsonNode workspace : history.list("workspaces", namespace)) {
      uids.add(Objects.uid(workspace));
      unrest(workspace).forEach(what -> unrest.add(Objects.name(workspace) + ": " + what));
    }
    for (String resource : List.of("pods", "persistentvolumeclaims", "volumesnapshots")) {
      history.list(resource, namespace).stream()
          .filter(object -> Objects.owner(object).filter(uid -> !uids.contains(uid)).isPresent())
          .forEach(o -> unrest.add(resource + " " + Objects.name(o) + ": its WorkSpace is gone"));
    }
    for (String kind : List.of("bundles", "directories")) {
      for (JsonNode object : history.list(kind, namespace)) {
        shared(kind, object).forEach(w -> unrest.add(kind + " " + Objects.name(object) + w));
      }
    }
    return unrest;
  }

  /** A sentence for each thing about what WorkSpaces share that is not as it should be. */
  private List<String> shared(String kind, JsonNode object) {
    List<String> unrest = new ArrayList<>();
    if (isBehind(object)) {
      unrest.add(": not looked at");
    }
    long users =
        history.list("workspaces", namespace).stream()
            .filter(workspace -> named(kind, workspace).contains(Objects.name(object)))
            .count();
    long told = object.at("/status/workspaces").asLong();
    if (told != users) {
      unrest.add(": has %d WorkSpaces and says %d".formatted(users, told));
    }
    return unrest;
  }

  /** A WorkSpace has two Bundles until it has migrated. */
  private static Set<String> named(String kind, JsonNode workspace) {
    return kind.equals("directories")
        ? Set.of(workspace.at("/spec/directoryRef/name").asText())
        : Stream.of("/spec/bundleRef/name", "/status/bundleName")
            .map(path -> workspace.at(path).asText())
            .collect(Collectors.toSet());
  }

  private static boolean isBehind(JsonNode object) {
    return object.at("/status/observedGeneration").asLong()
        != object.at("/metadata/generation").asLong();
  }

  /** A sentence for each thing about one WorkSpace that is not as it should be. */
  List<String> unrest(JsonNode workspace) {
    List<String> unrest = new ArrayList<>();
    if (Objects.isDoomed(workspace)) {
      return List.of("it is still being deleted");
    }
    if (isBehind(workspace)) {
      unrest.add("its spec was not looked at");
    }
    requests(workspace, unrest);
    state(workspace, unrest);
    return unrest;
  }

  private static void requests(JsonNode workspace, List<String> unrest) {
    for (Operation operation : Operation.values()) {
      String asked = Objects.annotation(workspace, "deskwright.dev/" + operation.key());
      if (!asked.isEmpty()
          && Objects.list(workspace.at("/status/operations"))
              .noneMatch(o -> isRecord(o, operation.key(), asked))) {
        unrest.add("request %s %s is not recorded".formatted(operation.key(), asked));
      }
    }
    boolean suspended = workspace.at("/spec/suspended").asBoolean();
    Objects.list(workspace.at("/status/operations"))
        .filter(o -> o.path("result").asText().equals("Running"))
        .filter(o -> !suspended || !WAIT_FOR_THE_POD.contains(o.path("operation").asText()))
        .forEach(o -> unrest.add("operation %s is under way".formatted(o.path("operation"))));
  }

  private static boolean isRecord(JsonNode operation, String key, String request) {
    return operation.path("operation").asText().equals(key)
        && operation.path("request").asText().equals(request);
  }

  private void state(JsonNode workspace, List<String> unrest) {
    JsonNode spec = workspace.path("spec");
    String state = workspace.at("/status/state").asText();
    boolean suspended = spec.path("suspended").asBoolean();
    boolean maintenance = spec.path("maintenance").asText().equals("AdminMaintenance");
    var pods =
        history.list("pods", namespace).stream()
            .filter(p -> Objects.owner(p).filter(Objects.uid(workspace)::equals).isPresent())
            .toList();
    if (suspended) {
      // In maintenance the pod is left alone, whatever else is asked for.
      boolean rests = maintenance || pods.isEmpty();
      expect(state.equals("SUSPENDED") && rests, "suspended", state, pods, unrest);
    } else if (maintenance) {
      expect(state.equals("ADMIN_MAINTENANCE"), "in maintenance", state, pods, unrest);
    } else if (state.equals("STOPPED")) {
      boolean alwaysOn = spec.at("/runningMode/mode").asText("AlwaysOn").equals("AlwaysOn");
      expect(pods.isEmpty() && !alwaysOn, "stopped", state, pods, unrest);
    } else {
      boolean ready = pods.size() == 1 && Objects.isReady(pods.get(0));
      expect(state.equals("AVAILABLE") && ready, "available", state, pods, unrest);
      drives(workspace, unrest);
      bundle(workspace, unrest);
    }
  }

  private static void expect(
      boolean holds, String what, String state, List<JsonNode> pods, List<String> unrest) {
    if (!holds) {
      unrest.add("should be %s, is %s with %d pods".formatted(what, state, pods.size()));
    }
  }

  private void drives(JsonNode workspace, List<String> unrest) {
    Set<String> named = new HashSet<>();
    for (String drive : List.of("rootVolume", "userVolume")) {
      String name = workspace.path("status").path(drive).path("claimName").asText();
      if (!name.isEmpty()) {
        named.add(name);
      }
    }
    Set<String> found =
        history.list("persistentvolumeclaims", namespace).stream()
            .filter(
                claim ->
                    Objects.label(claim, "workspace").equals(Objects.name(workspace))
                        && Objects.annotation(claim, "example.com/other").isEmpty())
            .map(Objects::name)
            .collect(Collectors.toSet());
    if (!found.equals(named)) {
      unrest.add("its drives are %s, there are %s".formatted(named, found));
    }
  }

  private static void bundle(JsonNode workspace, List<String> unrest) {
    String wished = workspace.at("/spec/bundleRef/name").asText();
    String given = workspace.at("/status/bundleName").asText();
    boolean failed =
        Objects.list(workspace.at("/status/operations"))
            .anyMatch(
                o ->
                    o.path("operation").asText().equals("migrate")
                        && o.path("result").asText().equals("Failed"));
    if (!wished.equals(given) && !failed) {
      unrest.add("its Bundle is %s, not %s".formatted(given, wished));
    }
  }

  /** The WorkSpace of this name. */
  static Subject workspace(String namespace, String name) {
    return new Subject("workspaces", namespace, name);
  }
}
