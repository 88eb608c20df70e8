package dev.deskwright.directory.simplead;

import dev.deskwright.kernel.Drift;
import dev.deskwright.kernel.MergePatch;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps a domain's Secrets. They are read by name and not watched: that would take the right to
 * read every Secret there is, and keep them all in memory.
 */
final class SecretStore {

  /** How long before its end a certificate is replaced. */
  private static final Duration RENEWAL = Duration.ofDays(30);

  private final KubernetesClient client;
  private final SecureRandom random;
  private final Clock clock;

  SecretStore(KubernetesClient client, SecureRandom random, Clock clock) {
    this.client = client;
    this.random = random;
    this.clock = clock;
  }

  Optional<Secret> get(Domain domain, String name) {
    return Optional.ofNullable(
        client.secrets().inNamespace(domain.namespace()).withName(name).get());
  }

  /** Makes the Secret of both servers; whoever was faster has made it. */
  Secret create(Domain domain, List<String> names) {
    Instant now = clock.instant();
    var authority = Certificates.authority(domain.name() + " Deskwright directory", now);
    var server = Certificates.server(authority, names, now);
    Map<String, String> values = new TreeMap<>();
    values.put(DomainSecret.PASSWORD, Passwords.make(random));
    values.put(DomainSecret.READER_PASSWORD, Passwords.make(random));
    values.put(DomainSecret.AUTHORITY, authority.certificate());
    values.put(DomainSecret.AUTHORITY_KEY, authority.key());
    values.put(DomainSecret.CERTIFICATE, server.certificate());
    values.put(DomainSecret.KEY, server.key());
    return create(domain, DomainSecret.of(domain, domain.sharedName(), values));
  }

  /** Makes the Secret with the first users' passwords; nothing if there are none. */
  Optional<Secret> createFirstUsers(Domain domain) {
    var users = FirstUsers.of(domain);
    if (users.isEmpty()) {
      return Optional.empty();
    }
    String json = FirstUsers.json(users, () -> Passwords.make(random));
    return Optional.of(
        create(
            domain,
            DomainSecret.of(domain, domain.firstUsersName(), Map.of(FirstUsers.KEY, json))));
  }

  private Secret create(Domain domain, Secret desired) {
    try {
      return client.resource(desired).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      return get(domain, desired.getMetadata().getName()).orElseThrow(() -> e);
    }
  }

  /** Replaces the certificate when it ends soon or is not for all names; the authority stays. */
  Secret renew(Domain domain, Secret secret, List<String> names) {
    var values = DomainSecret.values(secret);
    Instant now = clock.instant();
    if (Pem.isGood(values.get(DomainSecret.CERTIFICATE), names, now.plus(RENEWAL))) {
      return secret;
    }
    var authority =
        new Certificates.Pair(
            values.get(DomainSecret.AUTHORITY), values.get(DomainSecret.AUTHORITY_KEY));
    var server = Certificates.server(authority, names, now);
    return patch(
        secret,
        Map.of(
            "data",
            DomainSecret.encoded(
                Map.of(
                    DomainSecret.CERTIFICATE, server.certificate(),
                    DomainSecret.KEY, server.key()))));
  }

  /** Notes that the domain is there: a server that loses its volume must not make it once more. */
  Secret noteMade(Secret secret) {
    return patch(
        secret, Map.of("data", DomainSecret.encoded(Map.of(DomainSecret.DOMAIN_MADE, "true"))));
  }

  /** Follows a changed deletionPolicy. */
  Secret own(Domain domain, Secret secret) {
    var owners = DomainSecret.owners(domain);
    return Objects.equals(secret.getMetadata().getOwnerReferences(), owners)
        ? secret
        : patch(secret, Map.of("metadata", Map.of("ownerReferences", owners)));
  }

  private Secret patch(Secret secret, Map<String, ?> change) {
    return client.resource(secret).patch(MergePatch.CONTEXT, Drift.text(change));
  }
}
