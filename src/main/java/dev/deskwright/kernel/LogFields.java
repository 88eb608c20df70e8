package dev.deskwright.kernel;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.MDC;

/**
 * Which object a log line is about: fields of the thread's log lines, from here until it is closed.
 * Their names are API: {@code kind}, {@code namespace}, {@code name}, {@code uid}, {@code
 * workspace_id} and {@code directory_id}.
 */
public final class LogFields implements AutoCloseable {

  public static final String KIND = "kind";
  public static final String NAMESPACE = "namespace";
  public static final String NAME = "name";
  public static final String UID = "uid";
  public static final String WORKSPACE_ID = "workspace_id";
  public static final String DIRECTORY_ID = "directory_id";

  /** What the Java Operator SDK calls them, whose own lines have them too. */
  private static final Map<String, String> SDK_NAMES =
      Map.of(
          "resource.kind",
          KIND,
          "resource.namespace",
          NAMESPACE,
          "resource.name",
          NAME,
          "resource.uid",
          UID);

  private static final List<String> SDK_PREFIXES = List.of("resource.", "eventsource.");
  private static final String SDK_NO_NAMESPACE = "no namespace";

  private final List<MDC.MDCCloseable> fields = new ArrayList<>();

  private LogFields() {}

  /** The identity of an object. */
  public static LogFields of(HasMetadata object) {
    var meta = object.getMetadata();
    var fields = new LogFields();
    fields.put(KIND, object.getKind());
    fields.put(NAMESPACE, meta.getNamespace());
    fields.put(NAME, meta.getName());
    fields.put(UID, meta.getUid());
    ids(object.getKind(), meta.getUid()).forEach(fields::put);
    return fields;
  }

  private void put(String name, String value) {
    if (value != null && MDC.get(name) == null) {
      fields.add(MDC.putCloseable(name, value));
    }
  }

  /** A line's fields by the names that are API, given those that the line was logged with. */
  public static Map<String, String> named(Map<String, String> logged) {
    Map<String, String> named = new TreeMap<>();
    logged.forEach(
        (name, value) -> {
          String ours = SDK_NAMES.get(name);
          if (ours != null && !SDK_NO_NAMESPACE.equals(value)) {
            named.putIfAbsent(ours, value);
          } else if (SDK_PREFIXES.stream().noneMatch(name::startsWith)) {
            named.put(name, value);
          }
        });
    ids(named.get(KIND), named.get(UID)).forEach(named::putIfAbsent);
    return named;
  }

  private static Map<String, String> ids(String kind, String uid) {
    if (uid == null) {
      return Map.of();
    }
    if (WorkSpace.class.getSimpleName().equals(kind)) {
      return Map.of(WORKSPACE_ID, Ids.workspace(uid));
    }
    return Directory.class.getSimpleName().equals(kind)
        ? Map.of(DIRECTORY_ID, Ids.directory(uid))
        : Map.of();
  }

  @Override
  public void close() {
    fields.forEach(MDC.MDCCloseable::close);
  }
}
