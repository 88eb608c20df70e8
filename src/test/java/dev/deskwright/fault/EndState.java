package dev.deskwright.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskwright.api.v1alpha1.WorkSpace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an operation leaves behind: all that makes up a desktop, but without what differs from one
 * run to the next. So two runs that end alike have equal ones.
 *
 * @param fields the fields of all objects, each as {@code Pod desk /spec/nodeName: <node>}
 * @param pods how many pods there are
 * @param claims how many drives there are
 * @param going how many of all objects are being deleted
 */
record EndState(List<String> fields, long pods, long claims, long going) {

  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(WorkSpace.class, Pod.class, PersistentVolumeClaim.class, VolumeSnapshot.class);

  private static final Map<Pattern, String> VARYING = varying();

  /**
   * Times, addresses, nodes, and what is derived from a UID; in this order. The hash of a pod's
   * settings has the names of its drives in it.
   */
  private static Map<Pattern, String> varying() {
    Map<Pattern, String> varying = new LinkedHashMap<>();
    varying.put(Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z"), "<time>");
    varying.put(Pattern.compile("pod-hash: [0-9a-f]{16}"), "pod-hash: <hash>");
    varying.put(Pattern.compile("198\\.18\\.\\d+\\.\\d+"), "<address>");
    varying.put(Pattern.compile("simulated-node-\\d"), "<node>");
    varying.put(Pattern.compile("\\b(ws|wsb)-[0-9a-z]{9}\\b"), "<id>");
    varying.put(Pattern.compile("\\bd-[0-9a-f]{10}\\b"), "<id>");
    varying.put(Pattern.compile("\\b([a-z]+(?:-[a-z]+)*)-[0-9a-f]{5}\\b"), "$1-<suffix>");
    varying.put(
        Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "<uid of what is gone>");
    return varying;
  }

  /** All that there is in a namespace now. */
  static EndState of(KubernetesClient client, String namespace) {
    List<HasMetadata> objects = new ArrayList<>();
    KINDS.forEach(
        kind -> objects.addAll(client.resources(kind).inNamespace(namespace).list().getItems()));
    var fields =
        objects.stream()
            .flatMap(object -> fields(title(object), json(object, client)))
            .map(field -> plain(field, objects, namespace))
            .sorted()
            .toList();
    return new EndState(
        fields,
        objects.stream().filter(Pod.class::isInstance).count(),
        objects.stream().filter(PersistentVolumeClaim.class::isInstance).count(),
        objects.stream().filter(HasMetadata::isMarkedForDeletion).count());
  }

  /** The fields that are not in the other one, and those of it that are missing. */
  List<String> differencesFrom(EndState expected) {
    return Stream.concat(
            expected.fields.stream().filter(f -> !fields.contains(f)).map(f -> "missing: " + f),
            fields.stream().filter(f -> !expected.fields.contains(f)).map(f -> "found: " + f))
        .toList();
  }

  private static String title(HasMetadata object) {
    return object.getKind() + " " + object.getMetadata().getName();
  }

  private static JsonNode json(HasMetadata object, KubernetesClient client) {
    var json = client.getKubernetesSerialization().convertValue(object, ObjectNode.class);
    var metadata = json.withObject("/metadata");
    metadata.remove(List.of("resourceVersion", "creationTimestamp", "managedFields"));
    metadata.withObject("/annotations").remove(Scene.TOUCHED);
    if (object instanceof WorkSpace) {
      // Seconds that it has run: they depend on how long the test takes.
      json.withObject("/status").remove("usage");
    }
    return json;
  }

  private static Stream<String> fields(String path, JsonNode node) {
    if (node.isObject()) {
      return node.properties().stream()
          .flatMap(field -> fields(path + "/" + field.getKey(), field.getValue()));
    }
    if (node.isArray()) {
      return Stream.iterate(0, i -> i < node.size(), i -> i + 1)
          .flatMap(i -> fields(path + "/" + i, node.get(i)));
    }
    return Stream.of(path + ": " + node.asText());
  }

  private static String plain(String field, List<HasMetadata> objects, String namespace) {
    String plain = field.replaceAll("\\b" + namespace + "\\b", "<namespace>");
    for (HasMetadata object : objects) {
      plain = plain.replace(object.getMetadata().getUid(), "<uid of " + title(object) + ">");
    }
    for (var each : VARYING.entrySet()) {
      plain = each.getKey().matcher(plain).replaceAll(each.getValue());
    }
    return plain;
  }
}
