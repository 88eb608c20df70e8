package dev.deskwright.gateway.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskwright.api.v1alpha1.DirectorySpec.DeviceType;
import java.time.Instant;

/** A session as a document, with short names: it travels with every request. */
final class SessionText {

  private SessionText() {}

  static ObjectNode write(Session session) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("i", session.id())
        .put("n", session.namespace())
        .put("d", session.directory())
        .put("g", session.directoryUid())
        .put("u", session.userName())
        .put("p", session.displayName())
        .put("t", session.deviceType().name())
        .put("s", session.since().toEpochMilli())
        .put("e", session.until().toEpochMilli())
        .put("l", session.idleUntil().toEpochMilli());
  }

  static Session read(ObjectNode json) {
    return new Session(
        json.get("i").textValue(),
        json.get("n").textValue(),
        json.get("d").textValue(),
        json.get("g").textValue(),
        json.get("u").textValue(),
        json.get("p").textValue(),
        DeviceType.valueOf(json.get("t").textValue()),
        time(json, "s"),
        time(json, "e"),
        time(json, "l"));
  }

  private static Instant time(ObjectNode json, String name) {
    return Instant.ofEpochMilli(json.get(name).longValue());
  }
}
