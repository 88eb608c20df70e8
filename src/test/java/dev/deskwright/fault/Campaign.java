package dev.deskwright.fault;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskwright.fault.history.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Round after round, several at a time, until enough has gone wrong. */
final class Campaign {

  /**
   * How much.
   *
   * @param seed says what goes wrong
   * @param operations how many requests are to go wrong at least
   * @param time how long to go on at most
   * @param lanes how many rounds are played at a time
   * @param customers how many WorkSpaces there are at a time in each
   * @param storm how long things go wrong in each
   * @param bound how long it may take until all is at rest
   */
  record Size(
      long seed,
      long operations,
      Duration time,
      int lanes,
      int customers,
      Duration storm,
      Duration bound) {

    Round.Plan round(int number) {
      return new Round.Plan(seed, number, customers, Integer.MAX_VALUE, storm, bound);
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final RealCluster cluster;
  private final Size size;
  private final Path file;
  private final Matrix matrix = new Matrix();
  private final List<Violation> violations = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private final long begun = System.nanoTime();
  private int rounds;
  private int chores;
  private int crashes;
  private Duration longest = Duration.ZERO;

  /**
   * One to come.
   *
   * @param file what it writes its results to, after each round
   */
  Campaign(RealCluster cluster, Size size, Path file) {
    this.cluster = cluster;
    this.size = size;
    this.file = file;
  }

  /** Goes on until it is enough; returns what was seen that must not be. */
  List<Violation> run() {
    var lanes = Executors.newFixedThreadPool(size.lanes());
    try {
      var running =
          IntStream.range(0, size.lanes())
              .mapToObj(lane -> CompletableFuture.runAsync(this::lane, lanes))
              .toArray(CompletableFuture[]::new);
      CompletableFuture.allOf(running).join();
    } finally {
      lanes.shutdownNow();
    }
    return List.copyOf(violations);
  }

  private void lane() {
    while (matrix.operations() < size.operations()
        && System.nanoTime() - begun < size.time().toNanos()) {
      var plan = size.round(next.getAndIncrement());
      take(new Round(cluster, plan, UnaryOperator.identity()).play());
    }
  }

  private synchronized void take(Round.Result result) {
    matrix.add(result.matrix());
    violations.addAll(result.violations().keySet());
    rounds++;
    chores += result.chores();
    crashes += result.crashes();
    longest = longest.compareTo(result.settledAfter()) > 0 ? longest : result.settledAfter();
    System.out.printf(
        "round %d, seed %d: %d faulted operations (%d in all), %d chores, %d crashes,"
            + " at rest %d s after; %d violations%n",
        result.plan().number(),
        size.seed(),
        result.matrix().operations(),
        matrix.operations(),
        result.chores(),
        result.crashes(),
        result.settledAfter().toSeconds(),
        result.violations().size());
    result
        .violations()
        .forEach((violation, file) -> System.out.printf("  %s%n    how: %s%n", violation, file));
    if (!result.violations().isEmpty()) {
      System.out.printf(
          "  play it again: ./mvnw -Pfaults verify -Dfaults.seed=%d -Dfaults.round=%d%n",
          size.seed(), result.plan().number());
    }
    write();
  }

  private void write() {
    ObjectNode json = JSON.createObjectNode();
    json.put("seed", size.seed())
        .put("operations", matrix.operations())
        .put("rounds", rounds)
        .put("chores", chores)
        .put("crashes", crashes)
        .put("minutes", Duration.ofNanos(System.nanoTime() - begun).toMinutes())
        .put("lanes", size.lanes())
        .put("workspaces", size.customers())
        .put("stormSeconds", size.storm().toSeconds())
        .put("boundSeconds", size.bound().toSeconds())
        .put("longestRestSeconds", longest.toSeconds())
        .put("violations", violations.size());
    var broken = json.putArray("broken");
    violations.forEach(violation -> broken.add(violation.toString()));
    var cells = json.putArray("matrix");
    matrix
        .cells()
        .forEach(
            (cell, count) ->
                cells
                    .addObject()
                    .put("verb", cell.verb())
                    .put("resource", cell.resource())
                    .put("fault", cell.fault().title())
                    .put("operations", count.operations())
                    .put("violations", count.violations()));
    try {
      Files.createDirectories(file.getParent());
      JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
