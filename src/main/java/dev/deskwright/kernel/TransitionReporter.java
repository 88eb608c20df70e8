package dev.deskwright.kernel;

import dev.deskwright.api.v1alpha1.Condition;
import dev.deskwright.api.v1alpha1.ConditionType;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what changed between two statuses: a line in the log and a count always, an event only when
 * something went wrong, so that a desktop that starts as it should costs no write.
 */
public final class TransitionReporter {

  private static final Logger LOG = LoggerFactory.getLogger(TransitionReporter.class);

  private final BiConsumer<String, String> counter;
  private final EventWriter events;

  /**
   * Reports nothing yet.
   *
   * @param client writes the events
   * @param counter counts a change, by the kind of the object and its reason now
   */
  public TransitionReporter(
      KubernetesClient client, BiConsumer<String, String> counter, Clock clock) {
    this.counter = counter;
    this.events = new EventWriter(client, clock);
  }

  /** Reports the change from one list of conditions to the next, if Ready or its reason moved. */
  public void report(
      HasMetadata object, List<Condition> before, List<Condition> after, List<Finding> findings) {
    var now = Conditions.find(after, ConditionType.Ready).orElseThrow();
    String reasonBefore =
        Conditions.find(before, ConditionType.Ready).map(Condition::reason).orElse(null);
    if (Objects.equals(reasonBefore, now.reason())) {
      return;
    }
    LOG.info(
        "{} {}/{}: {} -> {}: {}",
        object.getKind(),
        object.getMetadata().getNamespace(),
        object.getMetadata().getName(),
        reasonBefore == null ? "new" : reasonBefore,
        now.reason(),
        now.message());
    counter.accept(object.getKind(), now.reason());
    boolean problem =
        findings.stream().anyMatch(f -> f.type() == ConditionType.Ready && f.isProblem());
    if (problem) {
      events.warn(object, now.reason(), now.message());
    }
  }
}
