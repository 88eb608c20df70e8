package dev.deskwright.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.deskwright.fault.Fault.Call;
import java.util.ArrayList;
import java.util.List;

/**
 * What the operator asks the API server for, as RBAC would say it.
 *
 * @param verb for example {@code patch}
 * @param resource kind in the plural, and the part of it if any: {@code workspaces/status}
 * @param namespace empty for what is asked of the whole cluster
 * @param name empty for collections
 */
record Request(String verb, String resource, String namespace, String name) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static Request of(Call call) {
    String path = call.uri().replaceFirst("\\?.*", "");
    List<String> parts = new ArrayList<>(List.of(path.substring(1).split("/", -1)));
    // api/v1/… or apis/<group>/<version>/…
    parts.subList(0, Math.min(parts.size(), parts.get(0).equals("api") ? 2 : 3)).clear();
    String namespace = "";
    if (parts.size() > 2 && parts.get(0).equals("namespaces")) {
      namespace = parts.get(1);
      parts.subList(0, 2).clear();
    }
    String resource = parts.isEmpty() ? "discovery" : parts.get(0);
    String name = parts.size() > 1 ? parts.get(1) : nameIn(call.body());
    if (parts.size() > 2) {
      resource += "/" + parts.get(2);
    }
    return new Request(verb(call, parts.size() > 1), resource, namespace, name);
  }

  private static String verb(Call call, boolean named) {
    return switch (call.method()) {
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> named ? "delete" : "deletecollection";
      default -> call.uri().contains("watch=true") ? "watch" : named ? "get" : "list";
    };
  }

  private static String nameIn(String body) {
    if (body.isEmpty()) {
      return "";
    }
    try {
      return JSON.readTree(body).at("/metadata/name").asText("");
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  /** Whether it may change something. */
  boolean isWrite() {
    return !List.of("get", "list", "watch").contains(verb);
  }

  /**
   * Its name without what differs from one run to the next: the ends of names that come from UIDs
   * and times.
   */
  String stableName() {
    return name.replaceAll("\\.[0-9a-f]{8,}$", "")
        .replaceAll("-[0-9a-f]{5}$", "")
        .replaceAll("-[0-9]{8}-[0-9]{4}$", "");
  }
}
