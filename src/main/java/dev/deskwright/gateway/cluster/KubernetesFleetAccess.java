package dev.deskwright.gateway.cluster;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.gateway.session.Session;
import dev.deskwright.gateway.signin.OpenDirectories;
import dev.deskwright.users.UsersUnavailable;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Kubernetes which WorkSpaces a user may list, by a SubjectAccessReview for the user and the
 * groups that the directory has them in, each with a prefix and the Directory's namespace and name.
 * An answer holds for a minute.
 */
public final class KubernetesFleetAccess {

  private static final Logger LOG = LoggerFactory.getLogger(KubernetesFleetAccess.class);
  private static final Duration GOOD_FOR = Duration.ofMinutes(1);

  private final KubernetesClient client;
  private final Cluster cluster;
  private final OpenDirectories users;
  private final String prefix;
  private final Clock clock;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  /**
   * Asks nobody yet.
   *
   * @param prefix what stands before each user and group
   */
  public KubernetesFleetAccess(
      KubernetesClient client, Cluster cluster, OpenDirectories users, String prefix, Clock clock) {
    this.client = client;
    this.cluster = cluster;
    this.users = users;
    this.prefix = prefix;
    this.clock = clock;
  }

  /**
   * Where a user may list WorkSpaces.
   *
   * @param everywhere in all namespaces
   * @param namespaces in these, if not everywhere
   */
  public record Scope(boolean everywhere, Set<String> namespaces) {

    /** Whether it holds for this namespace. */
    public boolean has(String namespace) {
      return everywhere || namespaces.contains(namespace);
    }

    /** Whether it holds nowhere. */
    public boolean isEmpty() {
      return !everywhere && namespaces.isEmpty();
    }
  }

  private record Answer(Scope scope, Instant until) {}

  /** Where the user of this session may list WorkSpaces. Blocks, when it was not asked lately. */
  public Scope scope(Session session) {
    Instant now = clock.instant();
    answers.values().removeIf(answer -> answer.until().isBefore(now));
    return answers
        .computeIfAbsent(session.id(), id -> new Answer(ask(session), now.plus(GOOD_FOR)))
        .scope();
  }

  private Scope ask(Session session) {
    try {
      List<String> groups =
          cluster.directory(session).map(found -> groups(found, session)).orElse(List.of());
      if (isAllowed(session, groups, Optional.empty())) {
        return new Scope(true, Set.of());
      }
      return new Scope(
          false,
          cluster
              .directories()
              .map(found -> found.getMetadata().getNamespace())
              .distinct()
              .filter(namespace -> isAllowed(session, groups, Optional.of(namespace)))
              .collect(Collectors.toUnmodifiableSet()));
    } catch (KubernetesClientException e) {
      LOG.warn(
          "nobody sees the fleet, since Kubernetes cannot be asked who may: {}", e.getMessage());
      return new Scope(false, Set.of());
    }
  }

  private List<String> groups(Directory directory, Session session) {
    try {
      return users.of(directory).groupsOf(session.userName()).stream()
          .map(prefix(session)::concat)
          .toList();
    } catch (UsersUnavailable e) {
      LOG.warn("the fleet is shown without regard to groups: {}", e.getMessage());
      return List.of();
    }
  }

  /** Whoever may make a Directory can give it users and groups of any name. */
  private String prefix(Session session) {
    return prefix + session.namespace() + ":" + session.directory() + ":";
  }

  private boolean isAllowed(Session session, List<String> groups, Optional<String> namespace) {
    var review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser(prefix(session) + session.userName())
            .withGroups(groups)
            .withNewResourceAttributes()
            .withGroup("deskwright.dev")
            .withResource("workspaces")
            .withVerb("list")
            .withNamespace(namespace.orElse(null))
            .endResourceAttributes()
            .endSpec()
            .build();
    var answer = client.authorization().v1().subjectAccessReview().create(review);
    return answer.getStatus() != null && Boolean.TRUE.equals(answer.getStatus().getAllowed());
  }
}
