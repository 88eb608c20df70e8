package dev.deskwright.fault.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All objects as they stand after the last change that was taken in. */
public final class History {

  /** By namespace, kind and name. */
  private final Map<String, Map<String, Map<String, JsonNode>>> namespaces = new HashMap<>();

  /** Takes in a change, given only what etcd tells of it. */
  synchronized Change take(long revision, Subject subject, JsonNode after) {
    var objects =
        namespaces
            .computeIfAbsent(subject.namespace(), namespace -> new HashMap<>())
            .computeIfAbsent(subject.resource(), resource -> new TreeMap<>());
    JsonNode before =
        after == null ? objects.remove(subject.name()) : objects.put(subject.name(), after);
    return new Change(revision, subject, before, after, Instant.now());
  }

  private Map<String, JsonNode> objects(String resource, String namespace) {
    return namespaces.getOrDefault(namespace, Map.of()).getOrDefault(resource, Map.of());
  }

  /** The object, if there is one. */
  public synchronized Optional<JsonNode> find(Subject subject) {
    return Optional.ofNullable(
        objects(subject.resource(), subject.namespace()).get(subject.name()));
  }

  /** The objects of a kind in a namespace, by name. */
  public synchronized Collection<JsonNode> list(String resource, String namespace) {
    return List.copyOf(objects(resource, namespace).values());
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
