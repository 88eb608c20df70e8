package dev.deskwright.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.fixture.ApiServer;
import dev.deskwright.fixture.MovableClock;
import dev.deskwright.fixture.Samples;
import dev.deskwright.fixture.WithApiServer;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real API server, whose rules for events are strict. */
@WithApiServer
class EventWriterTest {

  private static final String REASON = "NameTaken";
  private static final String NOTE = "Pod alice is somebody else's: delete it.";

  private final KubernetesClient client;
  private final ApiServer server;
  private final MovableClock clock = new MovableClock();
  private EventWriter writer;
  private WorkSpace workspace;

  EventWriterTest(KubernetesClient client, ApiServer server) {
    this.client = client;
    this.server = server;
  }

  @BeforeEach
  void start() {
    writer = new EventWriter(client, clock);
    workspace = new WorkSpace();
    var sample = client.resource(Samples.workspace("alice"));
    sample.delete();
    sample.create();
    workspace = client.resources(WorkSpace.class).withName("alice").get();
    client.events().v1().events().delete();
  }

  private void warnAfterAPause() {
    clock.putForward(EventWriter.PAUSE.plusSeconds(1));
    writer.warn(workspace, REASON, NOTE);
  }

  private List<Event> events() {
    return client.events().v1().events().list().getItems();
  }

  private static int count(Event event) {
    return event.getSeries() == null ? 1 : event.getSeries().getCount();
  }

  @Test
  void whatIsSaidAgainIsTheSameEventWithAHigherCount() throws Exception {
    writer.warn(workspace, REASON, NOTE);
    assertThat(events()).singleElement().extracting(EventWriterTest::count).isEqualTo(1);
    warnAfterAPause();
    warnAfterAPause();
    assertThat(events()).singleElement().extracting(EventWriterTest::count).isEqualTo(3);
    assertThat(server.kubectl().run(client.getNamespace(), "describe", "ws", "alice").output())
        .containsPattern(
            "Warning +NameTaken +.*\\(x3 over .*\\) +deskwright.dev/operator +" + NOTE);
  }

  @Test
  void withinThePauseItIsCountedAndNotWritten() {
    writer.warn(workspace, REASON, NOTE);
    String version = events().get(0).getMetadata().getResourceVersion();
    for (int i = 0; i < 5; i++) {
      writer.warn(workspace, REASON, NOTE);
    }
    assertThat(events().get(0).getMetadata().getResourceVersion()).isEqualTo(version);
    warnAfterAPause();
    assertThat(events()).singleElement().extracting(EventWriterTest::count).isEqualTo(7);
  }

  @Test
  void anotherReasonTextOrObjectIsAnotherEvent() {
    writer.warn(workspace, REASON, NOTE);
    writer.warn(workspace, "BundleNotFound", NOTE);
    writer.warn(workspace, REASON, "Another.");
    client.resource(Samples.workspace("alice")).delete();
    client.resource(Samples.workspace("alice")).create();
    writer.warn(client.resources(WorkSpace.class).withName("alice").get(), REASON, NOTE);
    assertThat(events()).hasSize(4).allMatch(event -> count(event) == 1);
  }

  @Test
  void afterARestartNothingIsRepeatedThatWasJustWritten() {
    writer.warn(workspace, REASON, NOTE);
    String version = events().get(0).getMetadata().getResourceVersion();
    writer = new EventWriter(client, clock);
    writer.warn(workspace, REASON, NOTE);
    assertThat(events())
        .singleElement()
        .satisfies(e -> assertThat(e.getMetadata().getResourceVersion()).isEqualTo(version));
  }

  @Test
  void afterARestartTheCountGoesOn() {
    writer.warn(workspace, REASON, NOTE);
    warnAfterAPause();
    writer = new EventWriter(client, clock);
    warnAfterAPause();
    assertThat(events()).singleElement().extracting(EventWriterTest::count).isEqualTo(3);
  }

  @Test
  void anEventThatHasExpiredIsMadeAnew() {
    writer.warn(workspace, REASON, NOTE);
    client.events().v1().events().delete();
    warnAfterAPause();
    assertThat(events()).singleElement().extracting(EventWriterTest::count).isEqualTo(1);
  }

  @Test
  void anObjectThatNeverRestsCostsABoundedNumberOfWrites() {
    for (int i = 0; i < 100; i++) {
      writer.warn(workspace, REASON, "Time " + i + ".");
    }
    assertThat(events()).hasSize(EventWriter.BURST);
    clock.putForward(EventWriter.REFILL.multipliedBy(2));
    for (int i = 0; i < 100; i++) {
      writer.warn(workspace, REASON, "Again " + i + ".");
    }
    assertThat(events()).hasSize(EventWriter.BURST + 2);
  }

  @Test
  void hoursOfFlappingAreOneEventWithItsCount() {
    for (int minute = 0; minute < 4 * 60; minute++) {
      clock.putForward(Duration.ofMinutes(1));
      writer.warn(workspace, REASON, NOTE);
    }
    assertThat(events())
        .singleElement()
        .satisfies(e -> assertThat(count(e)).isBetween(4 * 60 - 10, 4 * 60));
  }

  @Test
  void aLongNameAndALongTextAreShortened() {
    workspace.getMetadata().setName("a".repeat(63) + ("." + "b".repeat(62)).repeat(3));
    writer.warn(workspace, REASON, "x".repeat(5000));
    assertThat(events())
        .singleElement()
        .satisfies(e -> assertThat(e.getNote()).hasSize(1024))
        .satisfies(e -> assertThat(e.getRegarding().getName()).hasSize(252));
  }
}
