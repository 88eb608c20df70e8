package dev.deskwright.gateway.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The state of a gateway in a cluster: Secrets in the gateway's own namespace. */
public final class KubernetesState implements SharedState {

  /** Reads and writes nothing yet. */
  public KubernetesState(KubernetesClient client, String namespace, Clock clock) {}

  @Override
  public Optional<ObjectNode> read(Kind kind, String key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<ObjectNode> all(Kind kind) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> T change(Kind kind, String key, Function<Optional<ObjectNode>, Change<T>> change) {
    throw new UnsupportedOperationException();
  }
}
