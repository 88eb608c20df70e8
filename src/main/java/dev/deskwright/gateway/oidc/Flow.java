package dev.deskwright.gateway.oidc;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.gateway.session.Seal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A sign-in that is under way at a provider. The browser that began it carries it, sealed, so that
 * no other browser can end it, and any replica can.
 *
 * @param state what the provider hands back; good once
 * @param nonce what must be in the ID token
 * @param verifier what shows that whoever began it also redeems the code (RFC 7636)
 * @param namespace namespace of the Directory
 * @param directory name of the Directory
 * @param directoryUid UID of the Directory
 * @param provider name of the provider in it
 * @param redirectUri where the provider sends the browser back to
 */
public record Flow(
    String state,
    String nonce,
    String verifier,
    String namespace,
    String directory,
    String directoryUid,
    String provider,
    String redirectUri) {

  /** How long a user has at the provider. */
  public static final Duration LIFE = Duration.ofMinutes(10);

  private static final String PURPOSE = "oidc-flow";
  private static final int SECRET_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A new one, like no other. */
  public static Flow begin(Directory directory, String provider, String redirectUri) {
    return new Flow(
        random(),
        random(),
        random(),
        directory.getMetadata().getNamespace(),
        directory.getMetadata().getName(),
        directory.getMetadata().getUid(),
        provider,
        redirectUri);
  }

  static String random() {
    byte[] bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Whether this is what the provider was to hand back. */
  public boolean isState(String given) {
    return MessageDigest.isEqual(
        state.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  /** As text for a cookie. */
  public String sealed(Seal seal, Instant now) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("s", state)
            .put("o", nonce)
            .put("v", verifier)
            .put("n", namespace)
            .put("d", directory)
            .put("g", directoryUid)
            .put("p", provider)
            .put("r", redirectUri);
    return seal.seal(PURPOSE, json, now.plus(LIFE));
  }

  /** What was sealed, unless it was too long ago. */
  public static Optional<Flow> open(Seal seal, String sealed) {
    return seal.open(PURPOSE, sealed)
        .map(
            json ->
                new Flow(
                    json.get("s").textValue(),
                    json.get("o").textValue(),
                    json.get("v").textValue(),
                    json.get("n").textValue(),
                    json.get("d").textValue(),
                    json.get("g").textValue(),
                    json.get("p").textValue(),
                    json.get("r").textValue()));
  }

  /** Secrets are in it. */
  @Override
  public String toString() {
    return "Flow[" + namespace + "/" + directory + " by " + provider + "]";
  }
}
