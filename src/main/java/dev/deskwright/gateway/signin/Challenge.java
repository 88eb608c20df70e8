package dev.deskwright.gateway.signin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectorySpec.DeviceType;
import dev.deskwright.gateway.session.Seal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a sign-in has come to, on its way through the browser: a name whose password was right. It
 * is sealed, so nobody can read or change it, and never has the password in it.
 *
 * @param id to be used once
 * @param wants what the next code is for
 * @param namespace namespace of the Directory
 * @param directory name of the Directory
 * @param directoryUid UID of the Directory
 * @param tried the name that tries were counted for, as it was typed
 * @param userName login name, as the directory writes it
 * @param displayName what to call them
 * @param device kind of device that it was begun with; a phone may change its address meanwhile
 * @param hidden key of the new app, or State of the RADIUS server
 */
record Challenge(
    String id,
    Wants wants,
    String namespace,
    String directory,
    String directoryUid,
    String tried,
    String userName,
    String displayName,
    DeviceType device,
    Optional<String> hidden) {

  static final Duration LIFE = Duration.ofMinutes(5);

  private static final String PURPOSE = "challenge";
  private static final int ID_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** What the code is for. */
  enum Wants {
    CODE,
    ENROLMENT,
    RADIUS
  }

  static Challenge of(Wants wants, Directory directory, Person person, Optional<String> hidden) {
    byte[] id = new byte[ID_BYTES];
    RANDOM.nextBytes(id);
    return new Challenge(
        HexFormat.of().formatHex(id),
        wants,
        directory.getMetadata().getNamespace(),
        directory.getMetadata().getName(),
        directory.getMetadata().getUid(),
        person.tried(),
        person.userName(),
        person.displayName(),
        person.device(),
        hidden);
  }

  Person person() {
    return new Person(tried, userName, displayName, device);
  }

  String sealed(Seal seal, Instant now) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("i", id)
            .put("w", wants.name())
            .put("n", namespace)
            .put("d", directory)
            .put("g", directoryUid)
            .put("k", tried)
            .put("u", userName)
            .put("p", displayName)
            .put("t", device.name());
    hidden.ifPresent(text -> json.put("h", text));
    return seal.seal(PURPOSE, json, now.plus(LIFE));
  }

  static Optional<Challenge> open(Seal seal, String sealed) {
    return seal.open(PURPOSE, sealed)
        .map(
            json ->
                new Challenge(
                    json.get("i").textValue(),
                    Wants.valueOf(json.get("w").textValue()),
                    json.get("n").textValue(),
                    json.get("d").textValue(),
                    json.get("g").textValue(),
                    json.get("k").textValue(),
                    json.get("u").textValue(),
                    json.get("p").textValue(),
                    DeviceType.valueOf(json.get("t").textValue()),
                    Optional.ofNullable(json.get("h")).map(h -> h.textValue())));
  }

  /** A key may be in it. */
  @Override
  public String toString() {
    return "Challenge[" + wants + " of " + userName + "]";
  }
}
