package dev.deskwright.fault.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads fields of objects as etcd keeps them. */
public final class Objects {

  private static final String GROUP = "deskwright.dev/";

  private Objects() {}

  /** The UID. */
  public static String uid(JsonNode object) {
    return object.at("/metadata/uid").asText();
  }

  /** The name. */
  public static String name(JsonNode object) {
    return object.at("/metadata/name").asText();
  }

  /** A label of ours, for example {@code drive}; empty if there is none. */
  public static String label(JsonNode object, String name) {
    return object.path("metadata").path("labels").path(GROUP + name).asText("");
  }

  /** An annotation; empty if there is none. */
  public static String annotation(JsonNode object, String name) {
    return object.path("metadata").path("annotations").path(name).asText("");
  }

  /** Whether it is marked for deletion. */
  public static boolean isDoomed(JsonNode object) {
    return object.at("/metadata").hasNonNull("deletionTimestamp");
  }

  /** Whether containers of a pod may be running. */
  public static boolean isLive(JsonNode pod) {
    String phase = pod.at("/status/phase").asText();
    return !phase.equals("Succeeded") && !phase.equals("Failed");
  }

  /** Whether a pod was or is ready. */
  public static boolean isReady(JsonNode pod) {
    return list(pod.at("/status/conditions"))
        .anyMatch(
            c ->
                c.path("type").asText().equals("Ready")
                    && c.path("status").asText().equals("True"));
  }

  /** Whether a snapshot can be used. */
  public static boolean isReadyToUse(JsonNode snapshot) {
    return snapshot.at("/status/readyToUse").asBoolean();
  }

  /** The claim that a snapshot was taken of. */
  public static String sourceClaim(JsonNode snapshot) {
    return snapshot.at("/spec/source/persistentVolumeClaimName").asText();
  }

  /** The claims that a pod mounts. */
  public static Stream<String> claims(JsonNode pod) {
    return list(pod.at("/spec/volumes"))
        .map(volume -> volume.at("/persistentVolumeClaim/claimName").asText())
        .filter(name -> !name.isEmpty());
  }

  /** The UID of the WorkSpace that owns an object, if one does. */
  public static Optional<String> owner(JsonNode object) {
    return list(object.at("/metadata/ownerReferences"))
        .filter(owner -> owner.path("kind").asText().equals("WorkSpace"))
        .map(owner -> owner.path("uid").asText())
        .findFirst();
  }

  /** Whether this client has written any part of an object. */
  public static boolean isWrittenBy(JsonNode object, String manager) {
    return list(object.at("/metadata/managedFields"))
        .anyMatch(fields -> fields.path("manager").asText().equals(manager));
  }

  /** The items of a list; none if it is missing. */
  public static Stream<JsonNode> list(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
