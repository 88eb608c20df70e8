package dev.deskwright.fault.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All objects as they stand after the last change that was taken in. */
public final class History {

  private final Map<String, Map<Subject, JsonNode>> namespaces = new TreeMap<>();

  /** Takes in a change, given only what etcd tells of it. */
  synchronized Change take(long revision, Subject subject, JsonNode after) {
    var objects =
        namespaces.computeIfAbsent(
            subject.namespace(),
            ns -> new TreeMap<>(java.util.Comparator.comparing(Subject::toString)));
    JsonNode before = after == null ? objects.remove(subject) : objects.put(subject, after);
    return new Change(revision, subject, before, after);
  }

  /** The object, if there is one. */
  public synchronized Optional<JsonNode> find(Subject subject) {
    return Optional.ofNullable(namespaces.getOrDefault(subject.namespace(), Map.of()).get(subject));
  }

  /** The objects of a kind in a namespace, by name. */
  public synchronized Collection<JsonNode> list(String resource, String namespace) {
    return namespaces.getOrDefault(namespace, Map.of()).entrySet().stream()
        .filter(entry -> entry.getKey().resource().equals(resource))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** The WorkSpace with this UID. */
  Optional<JsonNode> workspace(String namespace, String uid) {
    return list("workspaces", namespace).stream()
        .filter(workspace -> Objects.uid(workspace).equals(uid))
        .findFirst();
  }

  /** The pods of a namespace that may have containers running. */
  Stream<JsonNode> livePods(String namespace) {
    return list("pods", namespace).stream().filter(Objects::isLive);
  }

  /** Forgets a namespace that is not needed any more. */
  synchronized void forget(String namespace) {
    namespaces.remove(namespace);
  }
}
