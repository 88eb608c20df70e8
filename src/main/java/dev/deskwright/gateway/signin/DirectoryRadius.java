package dev.deskwright.gateway.signin;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.Mfa;
import dev.deskwright.directory.NamedValues;
import dev.deskwright.gateway.defence.Defence;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.radius.RadiusAnswer;
import dev.deskwright.radius.RadiusClient;
import dev.deskwright.radius.RadiusProtocol;
import dev.deskwright.radius.RadiusServer;
import dev.deskwright.radius.RadiusSettings;
import dev.deskwright.radius.RadiusState;
import dev.deskwright.radius.RadiusUnavailable;
import dev.deskwright.users.UsersUnavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** RADIUS servers as Directories name them, with the shared secret from the Secret. */
public final class DirectoryRadius implements RadiusServers {

  private static final String KEY = "secret";
  private static final int TIMEOUT_SECONDS = 10;
  private static final int RETRIES = 3;

  /** A client, and what it was made from: it knows which servers were silent, so it is kept. */
  private record Ready(Mfa.Radius rules, String secret, RadiusClient client) {
    @Override
    public String toString() {
      return "Ready[" + client + "]";
    }
  }

  private final NamedValues values;
  private final Defences defences;
  private final Map<String, Ready> ready = new ConcurrentHashMap<>();

  /** Asks nobody yet. */
  public DirectoryRadius(NamedValues values, Defences defences) {
    this.values = values;
    this.defences = defences;
  }

  @Override
  public Answer ask(
      Directory directory, String userName, char[] code, String address, Optional<String> state) {
    try {
      RadiusAnswer answer =
          client(directory).ask(userName, code, address, state.map(RadiusState::parse));
      if (answer instanceof RadiusAnswer.Challenge challenge) {
        return new Answer.Challenge(challenge.prompt(), challenge.state().encoded());
      }
      return answer instanceof RadiusAnswer.Rejected rejected
          ? new Answer.Rejected(rejected.message())
          : new Answer.Accepted();
    } catch (RadiusUnavailable | UsersUnavailable e) {
      throw new Unanswered(e.getMessage());
    }
  }

  private RadiusClient client(Directory directory) {
    Mfa.Radius rules = directory.getSpec().mfa().radius();
    String secret =
        values
            .ofSecret(directory.getMetadata().getNamespace(), rules.sharedSecretRef().name(), KEY)
            .replaceFirst("[\\r\\n]+$", "");
    Ready known = ready.get(directory.getMetadata().getUid());
    if (known == null || !known.rules().equals(rules) || !known.secret().equals(secret)) {
      known = new Ready(rules, secret, client(rules, secret));
      ready.put(directory.getMetadata().getUid(), known);
    }
    return known.client();
  }

  private RadiusClient client(Mfa.Radius rules, String secret) {
    if (secret.isEmpty()) {
      throw new UsersUnavailable(
          "Secret \"%s\" has nothing under the key %s: put the shared secret there."
              .formatted(rules.sharedSecretRef().name(), KEY));
    }
    var servers =
        rules.servers().stream()
            .map(
                each ->
                    new RadiusServer(
                        each.host(),
                        Objects.requireNonNullElse(each.port(), RadiusServer.DEFAULT_PORT)))
            .toList();
    var settings =
        new RadiusSettings(
            servers,
            secret.getBytes(StandardCharsets.UTF_8),
            protocol(rules.protocol()),
            Duration.ofSeconds(Objects.requireNonNullElse(rules.timeoutSeconds(), TIMEOUT_SECONDS)),
            Objects.requireNonNullElse(rules.retries(), RETRIES));
    return new RadiusClient(settings, defences.has(Defence.MESSAGE_AUTHENTICATOR));
  }

  private static RadiusProtocol protocol(Mfa.Protocol protocol) {
    return protocol == null
        ? RadiusProtocol.PAP
        : switch (protocol) {
          case PAP -> RadiusProtocol.PAP;
          case CHAP -> RadiusProtocol.CHAP;
          case MSCHAPv2 -> RadiusProtocol.MSCHAPV2;
        };
  }
}
