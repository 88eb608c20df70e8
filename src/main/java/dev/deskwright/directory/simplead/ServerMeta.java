package dev.deskwright.directory.simplead;

import dev.deskwright.kernel.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.Map;
import java.util.TreeMap;

/** Names, labels and owners of what belongs to a domain's servers. */
final class ServerMeta {

  static final String COMPONENT = "directory-server";

  /** Label: which of the two servers. */
  static final String SERVER = "deskwright.dev/directory-server";

  private ServerMeta() {}

  static ObjectMeta of(Domain domain, String name, Map<String, String> labels) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(domain.namespace())
        .withLabels(labels)
        .withOwnerReferences(owner(domain))
        .build();
  }

  static OwnerReference owner(Domain domain) {
    var directory = domain.directory();
    return new OwnerReferenceBuilder()
        .withApiVersion(directory.getApiVersion())
        .withKind(directory.getKind())
        .withName(directory.getMetadata().getName())
        .withUid(directory.getMetadata().getUid())
        .withController(true)
        .build();
  }

  /** The labels of all that belongs to a domain's servers; they select both. */
  static Map<String, String> both(Domain domain) {
    Map<String, String> labels = new TreeMap<>(Labels.managed(COMPONENT));
    labels.put(Labels.DIRECTORY, domain.directory().getMetadata().getName());
    return labels;
  }

  /** The labels that select one server. */
  static Map<String, String> one(Domain domain, Server server) {
    Map<String, String> labels = both(domain);
    labels.put(SERVER, server.hostName());
    return labels;
  }

  static boolean isOwned(Domain domain, HasMetadata object) {
    return object.getMetadata().getOwnerReferences().stream()
        .anyMatch(owner -> owner.getUid().equals(domain.directory().getMetadata().getUid()));
  }
}
