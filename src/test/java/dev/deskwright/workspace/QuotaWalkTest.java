package dev.deskwright.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Quotas;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.config.ComputeTypes;
import dev.deskwright.workspace.lifecycle.Room;
import dev.deskwright.workspace.observed.Amounts;
import dev.deskwright.workspace.observed.PodRequests;
import dev.deskwright.workspace.observed.QuotaUse;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Many desktops under the quotas of one Directory, in any order of events. What is added up is what
 * the operator adds up, from caches that hold the desktops.
 */
class QuotaWalkTest {

  private static final int DESKTOPS = 8;
  private static final List<String> TYPES = List.of("Value", "Standard", "Performance", "Power");

  /** What happens to one of the desktops. */
  enum Happening {
    LOOK,
    START,
    STOP,
    REBOOT,
    REBUILD,
    GROW,
    POD_LOST,
    DELETE
  }

  record Event(Happening happening, int desktop) {}

  @Provide
  Arbitrary<Quotas> quotas() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 8).injectNull(0.3),
            Arbitraries.integers().between(0, 5).injectNull(0.3),
            Arbitraries.integers().between(0, 12).injectNull(0.3),
            Arbitraries.integers().between(0, 40).injectNull(0.3),
            Arbitraries.integers().between(0, 1200).injectNull(0.3))
        .as(Quotas::new);
  }

  @Provide
  Arbitrary<List<Event>> events() {
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(6, Happening.LOOK),
                Tuple.of(2, Happening.START),
                Tuple.of(2, Happening.STOP),
                Tuple.of(1, Happening.REBOOT),
                Tuple.of(1, Happening.REBUILD),
                Tuple.of(1, Happening.GROW),
                Tuple.of(1, Happening.POD_LOST),
                Tuple.of(1, Happening.DELETE)),
            Arbitraries.integers().between(0, DESKTOPS - 1))
        .as(Event::new)
        .list()
        .ofMinSize(20)
        .ofMaxSize(120);
  }

  /** Eight desktops of different sizes. */
  static final class Office {
    final List<Desk> desks = new ArrayList<>();
    final QuotaSource source;
    private final Quotas limits;
    private int requests;

    Office(Quotas limits) {
      this.limits = limits;
      for (int i = 0; i < DESKTOPS; i++) {
        desks.add(desk(i));
      }
      var index = new WorkSpaceIndex();
      index.attach(new DeskCache(desks));
      source = new QuotaSource(index, ComputeTypes.builtIn());
      source.attach(
          new QuotaSource.Caches(
              () -> true,
              ws -> List.copyOf(of(ws).claims.values()),
              ws -> Optional.ofNullable(of(ws).pod),
              (ws, name) -> Optional.of(of(ws).bundle)));
    }

    private Desk desk(int number) {
      Desk desk = Desk.fresh();
      desk.workspace = workspace(number, 50);
      desk.directory = Samples.directory("quotas: " + Serialization.asJson(limits));
      desk.bundle = Samples.bundle("userVolume: {storageClassName: fast}");
      desk.classes.add(Samples.storageClass("fast", true, null));
      desk.snapshotApi = true;
      return desk;
    }

    private static WorkSpace workspace(int number, int gib) {
      return Samples.workspaceNamed(
          "desk-" + number,
          new UUID(7, number).toString(),
          "computeType: " + TYPES.get(number % TYPES.size()),
          "userVolume: {sizeGib: " + gib + "}",
          "runningMode: {mode: Manual}");
    }

    private Desk of(WorkSpace workspace) {
      return desks.stream()
          .filter(
              d -> d.workspace.getMetadata().getName().equals(workspace.getMetadata().getName()))
          .findFirst()
          .orElseThrow();
    }

    /** One pass of the operator, alone as the lock makes it: look, write, tell. */
    void look(Desk desk) {
      desk.quotaUse = null;
      sum(desk);
      desk.carryOut();
      if (desk.pod != null) {
        desk.podRuns();
      }
      desk.snapshotsAreReady();
      desk.quotaUse = null;
      sum(desk);
      desk.writeStatus();
    }

    private void sum(Desk desk) {
      if (Room.isAsked(desk.observed(), desk.resolution(), desk.intent(), desk::plan)) {
        desk.quotaUse = source.withUse(desk.observed()).quotaUse().orElse(null);
      }
    }

    @Override
    public String toString() {
      return desks.stream().map(Office::describe).collect(Collectors.joining("\n"));
    }

    private static String describe(Desk desk) {
      var status = desk.workspace.getStatus();
      return "%s: %s, %d drives, %s, waiting since %s, operations %s"
          .formatted(
              desk.workspace.getMetadata().getName(),
              status == null ? "unseen" : status.state(),
              desk.claims.size(),
              desk.pod == null ? "no pod" : "a pod",
              Waiting.since(desk.workspace),
              status == null ? List.of() : status.operations());
    }

    void happens(Event event) {
      Desk desk = desks.get(event.desktop());
      desks.forEach(d -> d.later(Duration.ofSeconds(1)));
      switch (event.happening()) {
        case LOOK -> look(desk);
        case START -> ask(desk, "start");
        case STOP -> ask(desk, "stop");
        case REBOOT -> ask(desk, "reboot");
        case REBUILD -> ask(desk, "rebuild");
        case GROW ->
            desk.workspace.setSpec(workspace(event.desktop(), 50 + 10 * ++requests).getSpec());
        case POD_LOST -> desk.pod = null;
        case DELETE -> desks.set(event.desktop(), desk(event.desktop()));
      }
    }

    private void ask(Desk desk, String operation) {
      desk.annotate("deskwright.dev/" + operation, Integer.toString(++requests));
    }

    Amounts taken() {
      return desks.stream().map(Office::taken).reduce(Amounts.NONE, Amounts::plus);
    }

    private static Amounts taken(Desk desk) {
      var drives = Amounts.of(desk.claims.values());
      return desk.pod == null ? drives : drives.plus(PodRequests.of(desk.pod));
    }
  }

  /** The desktops' WorkSpaces as they are at the moment, all of one Directory. */
  private record DeskCache(List<Desk> desks) implements IndexerResourceCache<WorkSpace> {

    @Override
    public void addIndexers(Map<String, Function<WorkSpace, List<String>>> indexers) {}

    @Override
    public List<WorkSpace> byIndex(String indexName, String indexKey) {
      return list(ws -> !indexName.equals("waiting") || Waiting.since(ws).isPresent()).toList();
    }

    @Override
    public Optional<WorkSpace> get(ResourceID id) {
      return list(ws -> ResourceID.fromResource(ws).equals(id)).findFirst();
    }

    @Override
    public Stream<ResourceID> keys() {
      return list(ws -> true).map(ResourceID::fromResource);
    }

    @Override
    public Stream<WorkSpace> list(Predicate<WorkSpace> predicate) {
      return desks.stream().map(desk -> desk.workspace).filter(predicate);
    }

    @Override
    public Stream<WorkSpace> list(String namespace, Predicate<WorkSpace> predicate) {
      return list(predicate);
    }
  }

  private static long over(long taken, Integer limit, long unit) {
    return limit == null ? 0 : Math.max(0, taken - limit * unit);
  }

  /**
   * A rebuild makes its drives whatever the storage quota says, beside the old ones: while and
   * after one, storage is not judged.
   */
  @Property(tries = 100)
  void noOrderOfEventsEverOvershoots(
      @ForAll("quotas") Quotas quotas, @ForAll("events") List<Event> events) {
    var office = new Office(quotas);
    boolean rebuilt = false;
    for (Event event : events) {
      office.happens(event);
      rebuilt |= event.happening() == Happening.REBUILD;
      Amounts taken = office.taken();
      assertThat(over(taken.workspaces(), quotas.workspaces(), 1)).as("workspaces").isZero();
      assertThat(over(taken.running(), quotas.runningWorkspaces(), 1)).as("running").isZero();
      assertThat(over(taken.milliCpu(), quotas.vcpu(), 1_000)).as("vcpu").isZero();
      assertThat(over(taken.memory(), quotas.memoryGib(), Amounts.gib(1))).as("memory").isZero();
      if (!rebuilt) {
        assertThat(over(taken.storage(), quotas.storageGib(), Amounts.gib(1)))
            .as("storage")
            .isZero();
      }
    }
  }

  /** Whoever waits gets what is free: in the end nobody waits who would fit. */
  @Property(tries = 30)
  void inTheEndNobodyWaitsForRoomThatThereIs(
      @ForAll("quotas") Quotas quotas, @ForAll("events") List<Event> events) {
    var office = new Office(quotas);
    events.stream().filter(e -> e.happening() != Happening.REBUILD).forEach(office::happens);
    for (int round = 0; round < 6; round++) {
      office.desks.forEach(office::look);
    }
    for (Desk desk : office.desks) {
      if (Waiting.since(desk.workspace).isPresent()) {
        desk.quotaUse = null;
        office.sum(desk);
        assertThat(desk.plan().writes()).isEmpty();
        desk.quotaUse = new QuotaUse(desk.quotaUse.others(), Amounts.NONE, 0);
        assertThat(desk.plan().writes().size())
            .as("%s waits: %s", desk.workspace.getMetadata().getName(), office)
            .isZero();
      }
    }
  }
}
