package dev.deskwright.workspace;

import dev.deskwright.config.OperatorConfig.UserNamespaces;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether desktops can run in a Linux user namespace, where root inside is nobody outside. It is
 * read from the nodes now and then: watching every node's heartbeat would cost more than it tells.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/">User
 *     Namespaces</a>
 */
public final class UserNamespaceSupport implements BooleanSupplier {

  private static final Logger LOG = LoggerFactory.getLogger(UserNamespaceSupport.class);

  private final UserNamespaces setting;
  private final KubernetesClient client;
  private volatile boolean supported;

  public UserNamespaceSupport(UserNamespaces setting, KubernetesClient client) {
    this.setting = setting;
    this.client = client;
    this.supported = setting == UserNamespaces.ENABLED;
  }

  @Override
  public boolean getAsBoolean() {
    return supported;
  }

  /** Asks the nodes again; an answer that can't be had leaves things as they are. */
  public void refresh() {
    if (setting != UserNamespaces.AUTO) {
      return;
    }
    try {
      supported = supportedBy(client.nodes().list().getItems());
    } catch (KubernetesClientException e) {
      LOG.warn("cannot ask the nodes for user namespaces: {}", e.getMessage());
    }
  }

  /** All of them must: a desktop may be scheduled on any. */
  static boolean supportedBy(List<Node> nodes) {
    return !nodes.isEmpty() && nodes.stream().allMatch(UserNamespaceSupport::supportedBy);
  }

  private static boolean supportedBy(Node node) {
    var handlers = node.getStatus() == null ? null : node.getStatus().getRuntimeHandlers();
    return handlers != null
        && handlers.stream()
            .filter(handler -> handler.getName() == null || handler.getName().isEmpty())
            .anyMatch(
                handler ->
                    handler.getFeatures() != null
                        && Boolean.TRUE.equals(handler.getFeatures().getUserNamespaces()));
  }
}
