package dev.deskwright.kernel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes warnings about objects as events of events.k8s.io/v1. What is said again of the same
 * object is the same Event, by its name, with a higher count: nothing is said twice, by another
 * replica or after a restart neither. One that was written less than {@link #PAUSE} ago is counted
 * here and written with the next; and each object has {@link #BURST} writes at most, and one more
 * every {@link #REFILL}. Best effort: an event that cannot be written must not hold anything up.
 */
final class EventWriter {

  /** How long after a write of an event there is none for its repetition. */
  static final Duration PAUSE = Duration.ofMinutes(1);

  /** How many writes there may be in a row about one object. */
  static final int BURST = 10;

  /** How long it takes until an object may have one more. */
  static final Duration REFILL = Duration.ofMinutes(3);

  private static final Logger LOG = LoggerFactory.getLogger(EventWriter.class);
  private static final int LONGEST_NOTE = 1024;
  private static final int LONGEST_NAME = 200;
  private static final int REMEMBERED = 4096;

  private final KubernetesClient client;
  private final Clock clock;
  private final Map<String, Written> written = Recent.ofMost(REMEMBERED);
  private final Map<String, Instant> budgets = Recent.ofMost(REMEMBERED);

  /** An event as it was last written, and how often it has happened. */
  private record Written(Instant at, int count) {}

  EventWriter(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /** Says it, or that it was said once more. Of one object it is called by one thread at a time. */
  void warn(HasMetadata object, String reason, String text) {
    String note = text.length() > LONGEST_NOTE ? text.substring(0, LONGEST_NOTE) : text;
    Event event = event(object, reason, note);
    String key = event.getMetadata().getNamespace() + "/" + event.getMetadata().getName();
    Instant now = clock.instant();
    try {
      Written known = written.get(key);
      boolean isSoon = known != null && known.at().plus(PAUSE).isAfter(now);
      if (!isSoon && isWithinBudget(object.getMetadata().getUid(), now)) {
        written.put(key, known == null ? first(event, now) : again(event, known, now));
      } else if (known != null) {
        written.put(key, new Written(known.at(), known.count() + 1));
      }
    } catch (KubernetesClientException e) {
      LOG.info("no event {} for {}: {}", reason, object.getMetadata().getName(), e.getMessage());
    }
  }

  /** A bucket of {@link #BURST} tokens, kept as the time when it would be full. */
  private boolean isWithinBudget(String uid, Instant now) {
    Instant full = budgets.getOrDefault(uid, now);
    Instant spent = (full.isBefore(now) ? now : full).plus(REFILL);
    if (Duration.between(now, spent).compareTo(REFILL.multipliedBy(BURST)) > 0) {
      return false;
    }
    budgets.put(uid, spent);
    return true;
  }

  private Written first(Event event, Instant now) {
    try {
      client.resource(event).create();
      return new Written(now, 1);
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
    }
    // Written before a restart, or by the leader before this one. An empty patch changes nothing,
    // and answers with what there is: so no right to read events is needed.
    Event before = client.resource(event).patch(MergePatch.CONTEXT, "{}");
    var series = Optional.ofNullable(before.getSeries());
    Instant at =
        series
            .map(s -> s.getLastObservedTime())
            .or(() -> Optional.of(before.getEventTime()))
            .stream()
            .map(time -> Instant.parse(time.getTime()))
            .findFirst()
            .orElse(now);
    Written known = new Written(at, series.map(s -> s.getCount()).orElse(1));
    return at.plus(PAUSE).isAfter(now)
        ? new Written(at, known.count() + 1)
        : again(event, known, now);
  }

  private Written again(Event event, Written known, Instant now) {
    int count = known.count() + 1;
    var patch = JsonNodeFactory.instance.objectNode();
    patch.putObject("series").put("count", count).put("lastObservedTime", micros(now).getTime());
    try {
      client.resource(event).patch(MergePatch.CONTEXT, patch.toString());
      return new Written(now, count);
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw e;
      }
      // The API server has let it expire.
      client.resource(event).create();
      return new Written(now, 1);
    }
  }

  private Event event(HasMetadata object, String reason, String note) {
    var meta = object.getMetadata();
    String name = meta.getName();
    return new EventBuilder()
        .withNewMetadata()
        .withName(
            name.substring(0, Math.min(name.length(), LONGEST_NAME))
                + "."
                + Ids.hash(String.join("\n", meta.getUid(), reason, note)))
        .withNamespace(meta.getNamespace())
        .endMetadata()
        .withEventTime(micros(clock.instant()))
        .withReportingController("deskwright.dev/operator")
        .withReportingInstance("deskwright-operator")
        .withAction("Reconcile")
        .withReason(reason)
        .withNote(note)
        .withType("Warning")
        .withNewRegarding()
        .withApiVersion(object.getApiVersion())
        .withKind(object.getKind())
        .withNamespace(meta.getNamespace())
        .withName(name)
        .withUid(meta.getUid())
        .endRegarding()
        .build();
  }

  private static MicroTime micros(Instant time) {
    return new MicroTime(time.truncatedTo(ChronoUnit.MICROS).toString());
  }
}
