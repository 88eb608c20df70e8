package dev.deskwright.fault;

import static org.awaitility.Awaitility.await;

import dev.deskwright.fault.history.Change;
import dev.deskwright.fault.history.Subject;
import dev.deskwright.fault.history.Violation;
import dev.deskwright.fault.history.Violation.Invariant;
import dev.deskwright.fixture.MovableClock;
import dev.deskwright.fixture.Samples;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Customers keep an operator busy while everything goes wrong; then nothing goes wrong any more,
 * and all must come to rest.
 */
final class Round {

  /**
   * What a round is made of.
   *
   * @param seed of the whole run
   * @param number of this round in it: seed and number say what goes wrong
   * @param customers how many WorkSpaces there are at a time
   * @param chores how many things each customer does
   * @param storm how long things go wrong at most
   * @param bound how long it may take until all is at rest
   */
  record Plan(long seed, int number, int customers, int chores, Duration storm, Duration bound) {

    private SplittableRandom random() {
      return new SplittableRandom(seed * 1_000_003 + number);
    }

    private List<String> namespaces() {
      String start = "f%s-%d-".formatted(Long.toString(seed, 36).replace("-", "m"), number);
      return List.of(start + "a", start + "b");
    }
  }

  /**
   * What came of it.
   *
   * @param violations each with the file that says how it came to be
   * @param settledAfter how long it took until all was at rest
   * @param crashes how often the operator was started anew
   */
  record Result(
      Plan plan,
      Matrix matrix,
      Map<Violation, Path> violations,
      Duration settledAfter,
      int chores,
      int crashes) {}

  private static final Path EVIDENCE = Path.of("target", "faults", "violations");
  private static final Path LOG = Path.of("target", "test.log");

  private static final Duration CALM = Duration.ofSeconds(3);
  private static final Duration TURN = Duration.ofMillis(100);

  private final RealCluster cluster;
  private final Plan plan;
  private final List<String> namespaces;
  private final MovableClock clock = new MovableClock();
  private final Matrix matrix = new Matrix();
  private final Storm storm;
  private final Fault fault;
  private final StormyOperator.Setup setup;
  private final List<Customer> customers;
  private final List<Violation> violations = new ArrayList<>();
  private BooleanSupplier enough = () -> false;
  private StormyOperator operator;
  private int crashes;
  private int jumps;

  /**
   * A round to come.
   *
   * @param sabotage what breaks the operator, if anything: it may add to the faults
   */
  Round(RealCluster cluster, Plan plan, UnaryOperator<Fault> sabotage) {
    this.cluster = cluster;
    this.plan = plan;
    this.namespaces = plan.namespaces();
    SplittableRandom random = plan.random();
    var weather = Weather.any(random);
    this.storm = new Storm(weather.strength(random.nextLong()), matrix);
    this.fault = sabotage.apply(storm);
    this.setup = new StormyOperator.Setup(namespaces, weather.retries(), 1_500);
    this.customers =
        IntStream.range(0, plan.customers())
            .mapToObj(
                i ->
                    new Customer(
                        cluster,
                        namespaces.get(i % namespaces.size()),
                        "desk" + i,
                        random.split(),
                        plan.chores()))
            .toList();
  }

  /** Few faults and a client that gives up at once; or many, and one that does not. */
  private enum Weather {
    DRIZZLE(0.3, 0.01, 0),
    RAIN(0.7, 0.2, 6),
    POUR(0.85, 0.3, 20),
    DELUGE(0.92, 0.4, 40);

    /** The worse, the more often: most of what goes wrong does so when most of it does. */
    private static final List<Weather> FORECAST =
        List.of(DRIZZLE, RAIN, POUR, POUR, DELUGE, DELUGE, DELUGE, DELUGE);

    private final double writes;
    private final double reads;
    private final int retries;

    Weather(double writes, double reads, int retries) {
      this.writes = writes;
      this.reads = reads;
      this.retries = retries;
    }

    private static Weather any(SplittableRandom random) {
      return FORECAST.get(random.nextInt(FORECAST.size()));
    }

    private Storm.Strength strength(long seed) {
      return new Storm.Strength(seed, writes, reads, 0.0005, 0.5);
    }

    private int retries() {
      return retries;
    }
  }

  /** Plays it. */
  Result play() {
    for (String namespace : namespaces) {
      cluster.createNamespace(namespace);
      furnish(namespace);
    }
    try {
      start();
      blow();
      storm.end();
      // Timers of the operator do not notice that the clock was put forward.
      customers.forEach(customer -> customer.touch("after the storm"));
      long end = System.nanoTime();
      boolean settled = settle();
      Duration after = Duration.ofNanos(System.nanoTime() - end);
      if (settled) {
        beQuiet();
        lookForFiles();
      }
      return result(after);
    } finally {
      if (operator != null) {
        operator.close();
      }
      cleanUp();
    }
  }

  /**
   * Plays it only until a promise is seen broken in etcd's history; whether that came to be before
   * the customers were content.
   */
  boolean breaks(Invariant invariant) {
    enough =
        () ->
            cluster.checker().violations(namespaces).stream()
                .anyMatch(violation -> violation.invariant() == invariant);
    for (String namespace : namespaces) {
      cluster.createNamespace(namespace);
      furnish(namespace);
    }
    try {
      start();
      blow();
      return enough.getAsBoolean();
    } finally {
      operator.close();
      cleanUp();
    }
  }

  private void furnish(String namespace) {
    var bundle = Samples.BUNDLE + "  rootPaths: [/usr, /etc]\n";
    Stream.of(Samples.directory("corp"), bundle, bundle.replace("name: standard", "name: other"))
        .forEach(yaml -> cluster.client().resource(yaml).inNamespace(namespace).create());
    Stranger.moveIn(cluster.client(), namespace);
  }

  /** Things go wrong while customers are busy. */
  private void blow() {
    long end = System.nanoTime() + plan.storm().toNanos();
    await()
        .dontCatchUncaughtExceptions()
        .pollDelay(Duration.ZERO)
        .pollInterval(TURN)
        .atMost(plan.storm().plusSeconds(120))
        .until(
            () -> {
              customers.forEach(customer -> customer.turn(System.nanoTime()));
              restartIfCrashed();
              jump();
              return System.nanoTime() > end
                  || enough.getAsBoolean()
                  || customers.stream().allMatch(Customer::isContent);
            });
  }

  /**
   * In every other round the clock is put forward by hours, now and then: snapshots become due, and
   * pods seem to be old. In the others, replacements have the time that they need.
   */
  private void jump() {
    if (plan.number() % 2 == 0) {
      return;
    }
    int done = customers.stream().mapToInt(Customer::done).sum();
    if (done > (jumps + 1) * plan.customers() * 3) {
      jumps++;
      clock.putForward(Duration.ofHours(7));
    }
  }

  private void restartIfCrashed() {
    if (operator.hasCrashed()) {
      crashes++;
      operator.close();
      start();
    }
  }

  private void start() {
    storm.starting(true);
    operator = StormyOperator.start(cluster, setup, fault, clock);
    storm.starting(false);
  }

  private boolean settle() {
    try {
      var rests = namespaces.stream().map(ns -> new Rest(cluster.checker().history(), ns)).toList();
      await()
          .dontCatchUncaughtExceptions()
          .pollInterval(Duration.ofMillis(250))
          .atMost(plan.bound())
          .during(CALM)
          .until(
              () -> {
                restartIfCrashed();
                return rests.stream().allMatch(rest -> rest.unrest().isEmpty());
              });
      return true;
    } catch (ConditionTimeoutException e) {
      for (String namespace : namespaces) {
        new Rest(cluster.checker().history(), namespace)
            .unrest()
            .forEach(what -> violation(Invariant.SETTLES, namespace, what));
      }
      return false;
    }
  }

  private void violation(Invariant invariant, String namespace, String what) {
    String name = what.replaceFirst("^\\w+ (?=\\w)", "").replaceFirst("[:-].*", "");
    violations.add(
        new Violation(
            invariant,
            new Subject("workspaces", namespace, name),
            cluster.watch().revision(),
            what));
  }

  /** Nothing is written for a while; and nothing when the operator looks at everything again. */
  private void beQuiet() {
    if (!isCalm()) {
      return;
    }
    long revision = calmAt;
    await().dontCatchUncaughtExceptions().pollDelay(CALM).until(() -> true);
    namespaces.forEach(namespace -> report(cluster.checker().changesSince(revision, namespace)));
    long before = cluster.watch().latest();
    int touched = customers.stream().mapToInt(c -> c.touch("at rest").isPresent() ? 1 : 0).sum();
    await()
        .dontCatchUncaughtExceptions()
        .pollDelay(CALM)
        .until(() -> cluster.watch().revision() >= before + touched);
    namespaces.forEach(
        namespace ->
            report(
                cluster.checker().changesSince(before, namespace).stream()
                    .filter(change -> !isTouch(change))
                    .toList()));
  }

  /** What is written last may come of a pass that was still under way. */
  private boolean isCalm() {
    try {
      await()
          .dontCatchUncaughtExceptions()
          .pollInterval(CALM)
          .atMost(plan.bound())
          .until(
              () -> {
                long latest = cluster.watch().latest();
                restless =
                    namespaces.stream()
                        .flatMap(ns -> cluster.checker().changesSince(calmAt, ns).stream())
                        .toList();
                calmAt = latest;
                return restless.isEmpty();
              });
      return true;
    } catch (ConditionTimeoutException e) {
      report(restless);
      return false;
    }
  }

  private List<Change> restless = List.of();

  private long calmAt;

  private static boolean isTouch(Change change) {
    return change.subject().resource().equals("workspaces")
        && change.before() != null
        && change.after() != null
        && !change
            .before()
            .at("/metadata/annotations")
            .equals(change.after().at("/metadata/annotations"));
  }

  private void report(List<Change> changes) {
    changes.forEach(
        change ->
            violations.add(
                new Violation(
                    Invariant.QUIET,
                    change.subject(),
                    change.revision(),
                    "it was written at rest: " + Difference.of(change.before(), change.after()))));
  }

  private void lookForFiles() {
    for (Customer customer : customers) {
      for (String missing : customer.missingFiles()) {
        violations.add(
            new Violation(
                Invariant.NOTHING_LOST, customer.subject(), cluster.watch().revision(), missing));
      }
    }
  }

  private Result result(Duration after) {
    violations.addAll(cluster.checker().violations(namespaces));
    namespaces.forEach(
        namespace ->
            cluster.sharedDrives().stream()
                .filter(sentence -> sentence.contains(namespace + "/"))
                .forEach(sentence -> violation(Invariant.ONE_POD, namespace, sentence)));
    violations.forEach(v -> matrix.blame(v, v.subject().name().replaceFirst("[x-].*", "")));
    int chores = customers.stream().mapToInt(Customer::done).sum();
    Map<Violation, Path> explained = new LinkedHashMap<>();
    violations.forEach(v -> explained.put(v, Evidence.file(EVIDENCE, v)));
    violations.stream()
        .collect(Collectors.groupingBy(explained::get))
        .forEach((file, of) -> evidence(of.get(0).subject().namespace()).write(file, of));
    return new Result(plan, matrix, explained, after, chores, crashes);
  }

  private Evidence evidence(String namespace) {
    return new Evidence(
        cluster.checker().changesSince(0, namespace), matrix.mishaps(namespace), LOG);
  }

  /** Without controllers a deleted namespace would never go: what is in it does. */
  private void cleanUp() {
    KubernetesClient client = cluster.client();
    for (String namespace : namespaces) {
      cluster.checker().forget(namespace);
      Stranger.cleanUp(client, namespace);
      cluster.checker().forget(namespace);
    }
  }
}
