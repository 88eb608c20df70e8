package dev.deskwright.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.fixture.ApiServer;
import dev.deskwright.fixture.AuditLog;
import dev.deskwright.fixture.AuditLog.Request;
import dev.deskwright.fixture.WithApiServer;
import dev.deskwright.kernel.Ids;
import dev.deskwright.kernel.Labels;
import dev.deskwright.kernel.Outcome;
import dev.deskwright.workspace.observed.Snapshots;
import dev.deskwright.workspace.observed.Snapshots.Api;
import dev.deskwright.workspace.observed.Snapshots.Drive;
import dev.deskwright.workspace.observed.Snapshots.Kind;
import dev.deskwright.workspace.snapshots.SnapshotTemplate;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import io.javaoperatorsdk.operator.health.Status;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** On an API server of its own, since the API is installed and removed for all of it. */
@WithApiServer
class SnapshotSourceTest {

  private static final Duration INTERVAL = Duration.ofMillis(300);
  private static final WorkSpace DESK = Samples.workspace();

  @TempDir static Path folder;

  private static AuditLog audit;
  private static ApiServer server;
  private static KubernetesClient person;

  private final ConcurrentLinkedQueue<ResourceID> events = new ConcurrentLinkedQueue<>();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private KubernetesClient client;
  private SnapshotSource source;

  @BeforeAll
  static void startServer() throws IOException {
    audit = new AuditLog(folder);
    server = ApiServer.start(audit.flags());
    person = server.client("default");
    person.namespaces().resource(SnapshotCrds.namespace("team")).create();
    person.namespaces().resource(SnapshotCrds.namespace("other")).create();
  }

  @AfterAll
  static void stopServer() {
    person.close();
    server.close();
  }

  @BeforeEach
  void recordLog() {
    log.start();
    rootLogger().addAppender(log);
  }

  @AfterEach
  void stop() {
    if (source != null) {
      source.stop();
    }
    timer.shutdownNow();
    client.close();
    rootLogger().detachAppender(log);
  }

  private static Logger rootLogger() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  private void start(Set<String> namespaces) {
    start(namespaces, server.connection("default"));
  }

  private void start(Set<String> namespaces, Config connection) {
    connection.setUserAgent(AuditLog.OPERATOR);
    client = new KubernetesClientBuilder().withConfig(connection).build();
    var index = new WorkSpaceIndex();
    index.attach(new FixedCache(List.of(DESK)));
    source = new SnapshotSource(client, namespaces, index, timer, INTERVAL, Clock.systemUTC());
    source.setEventHandler(event -> events.add(event.getRelatedCustomResourceID()));
    source.start();
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
  }

  private void awaitApi(Api api) {
    eventually().untilAsserted(() -> assertThat(source.of(DESK).api()).isEqualTo(api));
  }

  private static VolumeSnapshot wanted(WorkSpace workspace, Drive drive) {
    Map<String, String> labels = new TreeMap<>(Labels.managed("desktop"));
    labels.put(Labels.WORKSPACE, workspace.getMetadata().getName());
    labels.put(Labels.WORKSPACE_ID, Ids.workspace(workspace.getMetadata().getUid()));
    String name = SnapshotTemplate.name("desk", drive, "20261124-0412");
    return SnapshotTemplate.snapshot(
        workspace,
        labels,
        Map.of(Labels.IMAGE, "i:1", Labels.USER_NAME, "alice"),
        new SnapshotTemplate.Wanted(
            name, "desk-" + drive.label(), drive, Kind.AUTOMATIC, "20261124-0412", null));
  }

  private static VolumeSnapshot one(Snapshots snapshots) {
    assertThat(snapshots.all()).hasSize(1);
    return snapshots.all().get(0);
  }

  private List<String> ownLog() {
    return log.list.stream()
        .filter(e -> e.getLoggerName().equals(SnapshotSource.class.getName()))
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  private long troublesLogged() {
    return log.list.stream().filter(e -> e.getLevel().isGreaterOrEqual(Level.WARN)).count();
  }

  @Test
  void withoutTheApiNothingHappensAndTheOperatorIsReady() {
    SnapshotCrds.remove(person);
    start(Set.of());
    assertThat(source.of(DESK)).isEqualTo(Snapshots.unavailable());
    assertThat(source.getStatus()).isNotEqualTo(Status.UNHEALTHY);
    assertThat(source.create(wanted(DESK, Drive.USER)))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.answer())
                    .contains("no API snapshot.storage.k8s.io/v1", "install"));
    assertThat(ownLog()).hasSize(1);
    assertThat(troublesLogged()).isZero();
  }

  @Test
  void theApiIsFoundWhenItComesAndItsLossIsNoticed() throws IOException {
    SnapshotCrds.remove(person);
    start(Set.of());
    events.clear();
    SnapshotCrds.install(person);
    awaitApi(Api.PRESENT);
    assertThat(events).contains(ResourceID.fromResource(DESK));
    assertThat(source.create(wanted(DESK, Drive.USER))).isEqualTo(Outcome.written());
    assertThat(source.of(DESK).all()).hasSize(1);

    events.clear();
    SnapshotCrds.remove(person);
    awaitApi(Api.MISSING);
    assertThat(events).contains(ResourceID.fromResource(DESK));
    assertThat(source.of(DESK).all()).isEmpty();
    assertThat(source.create(wanted(DESK, Drive.USER))).isInstanceOf(Outcome.Refused.class);
    assertStaysCalm();

    SnapshotCrds.install(person);
    awaitApi(Api.PRESENT);
    assertThat(source.of(DESK).all()).isEmpty();
    assertThat(ownLog()).hasSizeBetween(4, 5);
  }

  /** One look an interval, and nothing else. */
  private void assertStaysCalm() throws IOException {
    Duration time = INTERVAL.multipliedBy(6);
    long before = audit.position();
    long logged = troublesLogged();
    await()
        .during(time)
        .atMost(time.plusSeconds(5))
        .until(() -> source.of(DESK).api() == Api.MISSING);
    assertThat(audit.operatorRequestsSince(before))
        .hasSizeLessThanOrEqualTo((int) (time.toMillis() / INTERVAL.toMillis()) + 2);
    assertThat(troublesLogged()).isEqualTo(logged).isLessThan(10);
  }

  @Test
  void aCreationCostsOneRequestAndIsSeenAtOnce() throws IOException {
    SnapshotCrds.install(person);
    start(Set.of());
    assertThat(source.of(DESK).available()).isTrue();
    long before = audit.position();
    assertThat(source.create(wanted(DESK, Drive.USER))).isEqualTo(Outcome.written());
    assertThat(source.create(wanted(DESK, Drive.ROOT))).isEqualTo(Outcome.written());
    assertThat(source.of(DESK).all()).hasSize(2);
    assertThat(audit.operatorRequestsSince(before))
        .filteredOn(r -> r.resource().startsWith("volumesnapshots"))
        .extracting(Request::verb)
        .containsExactly("create", "create");
    eventually().until(() -> events.contains(ResourceID.fromResource(DESK)));
  }

  @Test
  void whatBecomesOfASnapshotIsSeenAndIsAnEvent() {
    SnapshotCrds.install(person);
    start(Set.of());
    source.create(wanted(DESK, Drive.USER));
    eventually().until(() -> !events.isEmpty());
    events.clear();
    SnapshotCrds.makeReady(person, wanted(DESK, Drive.USER));
    eventually().until(() -> Snapshots.isReady(one(source.of(DESK))));
    eventually().until(() -> events.contains(ResourceID.fromResource(DESK)));
    VolumeSnapshot seen = one(source.of(DESK));
    assertThat(seen.getMetadata().getManagedFields()).isNullOrEmpty();
    assertThat(seen.getMetadata().getAnnotations()).containsOnlyKeys(Labels.IMAGE);

    assertThat(source.delete(seen)).isEqualTo(Outcome.written());
    assertThat(source.of(DESK).live()).isEmpty();
    eventually().until(() -> source.of(DESK).all().isEmpty());
  }

  @Test
  void aSnapshotThatIsThereAlreadyIsOursOrItsNameIsTaken() {
    SnapshotCrds.install(person);
    start(Set.of());
    assertThat(source.create(wanted(DESK, Drive.USER))).isEqualTo(Outcome.written());
    assertThat(source.create(wanted(DESK, Drive.USER))).isEqualTo(Outcome.written());
    var namesake = Samples.workspaceNamed("desk", "22222222-0000-0000-0000-000000000000");
    assertThat(source.create(wanted(namesake, Drive.USER)))
        .isEqualTo(new Outcome.NameTaken("VolumeSnapshot", "desk-user-20261124-0412"));
    assertThat(source.of(namesake).all()).isEmpty();
    assertThat(source.of(DESK).all()).hasSize(1);
  }

  @Test
  void whatTheSchemaForbidsIsRefused() {
    SnapshotCrds.install(person);
    start(Set.of());
    VolumeSnapshot broken = wanted(DESK, Drive.USER);
    broken.getSpec().getSource().setVolumeSnapshotContentName("both");
    assertThat(source.create(broken)).isInstanceOf(Outcome.Refused.class);
    assertThat(source.of(DESK).all()).isEmpty();
  }

  @Test
  void onlyTheNamespacesThatAreWatchedAreSeen() {
    SnapshotCrds.install(person);
    start(Set.of("team", "other"));
    person.resources(VolumeSnapshot.class).resource(wanted(DESK, Drive.USER)).create();
    eventually().until(() -> source.of(DESK).all().size() == 1);
    VolumeSnapshot elsewhere = wanted(DESK, Drive.USER);
    elsewhere.getMetadata().setNamespace("other");
    source.create(elsewhere);
    assertThat(source.of(DESK).all()).hasSize(1);
  }

  @Test
  void whereSnapshotsMayNotBeWatchedThatIsToldOnce() throws IOException {
    SnapshotCrds.install(person);
    Config connection = server.connection("default");
    connection.setImpersonateUsername("nobody");
    connection.setImpersonateGroups("system:authenticated");
    start(Set.of(), connection);
    awaitApi(Api.MISSING);
    assertThat(ownLog())
        .singleElement()
        .asString()
        .startsWith(
            "cannot watch VolumeSnapshots: volumesnapshots.snapshot.storage.k8s.io is forbidden");
    assertStaysCalm();
    assertThat(ownLog()).hasSize(1);
  }

  @Test
  void afterTheEndNothingIsKnownAndNobodyIsTold() {
    SnapshotCrds.install(person);
    start(Set.of());
    events.clear();
    source.stop();
    assertThat(source.of(DESK)).isEqualTo(Snapshots.unknown());
    assertThat(events).isEmpty();
  }
}
