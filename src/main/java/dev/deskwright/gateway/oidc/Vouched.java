package dev.deskwright.gateway.oidc;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskwright.gateway.session.Seal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A user for whom a provider has vouched. The browser carries it, sealed, from the answer to the
 * provider's redirect to the page, which is the first to ask from the gateway's own origin.
 *
 * @param id good once
 * @param namespace namespace of the Directory
 * @param directory name of the Directory
 * @param directoryUid UID of the Directory
 * @param provider name of the provider in it
 * @param userName as the provider writes it
 */
public record Vouched(
    String id,
    String namespace,
    String directory,
    String directoryUid,
    String provider,
    String userName) {

  /** How long the page has to ask for the rest. */
  public static final Duration LIFE = Duration.ofMinutes(2);

  private static final String PURPOSE = "oidc-vouched";

  /** A new one, like no other. */
  public static Vouched of(Flow flow, String userName) {
    return new Vouched(
        Flow.random(),
        flow.namespace(),
        flow.directory(),
        flow.directoryUid(),
        flow.provider(),
        userName);
  }

  /** As text for a cookie. */
  public String sealed(Seal seal, Instant now) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("i", id)
            .put("n", namespace)
            .put("d", directory)
            .put("g", directoryUid)
            .put("p", provider)
            .put("u", userName);
    return seal.seal(PURPOSE, json, now.plus(LIFE));
  }

  /** What was sealed, unless it was too long ago. */
  public static Optional<Vouched> open(Seal seal, String sealed) {
    return seal.open(PURPOSE, sealed)
        .map(
            json ->
                new Vouched(
                    json.get("i").textValue(),
                    json.get("n").textValue(),
                    json.get("d").textValue(),
                    json.get("g").textValue(),
                    json.get("p").textValue(),
                    json.get("u").textValue()));
  }
}
