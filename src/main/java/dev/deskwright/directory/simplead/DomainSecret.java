package dev.deskwright.directory.simplead;

import dev.deskwright.api.v1alpha1.SimpleAd.DeletionPolicy;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a domain's servers and those who ask them have in common, as a Secret. It lasts as long as
 * the volumes: without it nobody could use these any more.
 */
final class DomainSecret {

  /** Key: the password of Administrator. */
  static final String PASSWORD = "password";

  /** Key: the password of {@link SimpleAdConnection#READER}. */
  static final String READER_PASSWORD = "reader-password";

  /**
   * Key: there from when a server has first answered; a server without a volume then only joins.
   */
  static final String DOMAIN_MADE = "domain-made";

  static final String AUTHORITY = "ca.crt";
  static final String AUTHORITY_KEY = "ca.key";
  static final String CERTIFICATE = "tls.crt";
  static final String KEY = "tls.key";

  private static final List<String> NEEDED =
      List.of(PASSWORD, READER_PASSWORD, AUTHORITY, AUTHORITY_KEY, CERTIFICATE, KEY);

  private DomainSecret() {}

  static Secret of(Domain domain, String name, Map<String, String> values) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(domain.namespace())
        .withLabels(ServerMeta.both(domain))
        .withOwnerReferences(owners(domain))
        .endMetadata()
        .withType("Opaque")
        .withData(encoded(values))
        .build();
  }

  /** With volumes that outlive the Directory it has no owner, so that it outlives it too. */
  static List<OwnerReference> owners(Domain domain) {
    return domain.deletionPolicy() == DeletionPolicy.Delete
        ? List.of(ServerMeta.owner(domain))
        : List.of();
  }

  /** It may be that of a Directory of the same name that was deleted and left its volumes. */
  static boolean isOurs(Domain domain, Secret secret) {
    var labels = Optional.ofNullable(secret.getMetadata().getLabels()).orElse(Map.of());
    return labels.entrySet().containsAll(ServerMeta.both(domain).entrySet());
  }

  /** The keys that somebody has taken out. */
  static List<String> missing(Map<String, String> values) {
    return NEEDED.stream().filter(key -> values.getOrDefault(key, "").isEmpty()).toList();
  }

  static Map<String, String> values(Secret secret) {
    Map<String, String> values = new TreeMap<>();
    Optional.ofNullable(secret.getData())
        .orElse(Map.of())
        .forEach(
            (key, value) ->
                values.put(
                    key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
    return values;
  }

  static Map<String, String> encoded(Map<String, String> values) {
    Map<String, String> data = new TreeMap<>();
    values.forEach(
        (key, value) ->
            data.put(
                key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
    return data;
  }
}
