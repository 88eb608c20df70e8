package dev.deskwright.fault;

import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Faults at random, but the same ones for the same seed: what happens to a request depends on what
 * it asks for and on how often that was asked for before, and on nothing else.
 */
final class Storm implements Fault {

  /**
   * How it blows.
   *
   * @param seed where all randomness comes from
   * @param writes the share of writes that go wrong
   * @param reads the share of reads that do, and of watches that cannot be opened
   * @param crashes the share of writes at which the operator's process ends
   * @param watches the share of watches that go wrong while they are open
   */
  record Strength(long seed, double writes, double reads, double crashes, double watches) {}

  private static final Pattern REVISION = Pattern.compile("\"resourceVersion\":\\s*\"(\\d+)\"");
  private static final Pattern ASKED_REVISION = Pattern.compile("resourceVersion=(\\d+)");
  private static final String GONE =
      """
      {"type": "ERROR", "object": {"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure", "message": "injected: too old resource version", "reason": "Expired", "code": 410}}
      """;

  /**
   * An operator that cannot fill its caches ends; with more than this it would hardly ever start.
   */
  private static final double AT_START = 0.02;

  private final Strength strength;
  private final Matrix matrix;
  private final Map<String, Integer> turns = new HashMap<>();
  private final IdentityHashMap<Call, Kind> chosen = new IdentityHashMap<>();
  private final Map<String, List<String>> revisions = new HashMap<>();
  private volatile boolean starting;
  private volatile boolean over;

  Storm(Strength strength, Matrix matrix) {
    this.strength = strength;
    this.matrix = matrix;
  }

  /** Whether an operator is starting. */
  void starting(boolean now) {
    starting = now;
  }

  /** From now on nothing goes wrong. */
  void end() {
    over = true;
  }

  @Override
  public Action at(Moment moment, Call call) {
    if (over) {
      return new Action.Pass();
    }
    if (moment == Moment.BEFORE) {
      choose(call).ifPresent(kind -> chosen.put(call, kind));
    }
    Kind kind = chosen.get(call);
    if (moment == Moment.AFTER_ACK || (kind != null && kind.moment() == moment)) {
      chosen.remove(call);
    }
    if (kind == null || kind.moment() != moment) {
      return new Action.Pass();
    }
    matrix.count(Request.of(call), kind);
    return kind.action();
  }

  private Optional<Kind> choose(Call call) {
    Request request = Request.of(call);
    SplittableRandom random = random(request, "request");
    if (request.isWrite() && random.nextDouble() < strength.crashes()) {
      return Optional.of(any(Kind.crashes(), random));
    }
    double reads = starting ? Math.min(AT_START, strength.reads()) : strength.reads();
    double rate = request.isWrite() ? strength.writes() : reads;
    return random.nextDouble() < rate
        ? Optional.of(any(Kind.of(request), random))
        : Optional.empty();
  }

  private SplittableRandom random(Request request, String what) {
    String identity =
        String.join(
            " ",
            what,
            request.verb(),
            request.resource(),
            request.namespace(),
            request.stableName());
    int turn = turns.merge(identity, 1, Integer::sum);
    return new SplittableRandom(strength.seed() * 31 + (identity + " " + turn).hashCode());
  }

  private static Kind any(List<Kind> kinds, SplittableRandom random) {
    return kinds.get(random.nextInt(kinds.size()));
  }

  @Override
  public Optional<WatchRelay.Course> course(Call call) {
    Request request = Request.of(call);
    SplittableRandom random = random(request, "news");
    boolean spared = over || random.nextDouble() >= strength.watches();
    Kind kind = spared ? null : any(Kind.ofWatches(), random);
    return Optional.of(new Course(request, kind, random));
  }

  /** What one watch goes through: one thing goes wrong with it, some time after it was opened. */
  private final class Course implements WatchRelay.Course {

    private final Request request;
    private final Kind kind;
    private final SplittableRandom random;
    private int countdown;
    private int told;

    private Course(Request request, Kind kind, SplittableRandom random) {
      this.request = request;
      this.kind = kind;
      this.random = random;
      this.countdown = random.nextInt(1, 40);
    }

    @Override
    public String uri(String asked) {
      List<String> seen = revisions.getOrDefault(watched(), List.of());
      Matcher revision = ASKED_REVISION.matcher(asked);
      if (kind != Kind.STALE || seen.isEmpty() || !revision.find()) {
        return asked;
      }
      matrix.count(request, kind);
      return revision.replaceFirst("resourceVersion=" + seen.get(0));
    }

    private String watched() {
      return request.resource() + " " + request.namespace();
    }

    @Override
    public List<WatchRelay.Step> next(String news) {
      remember(news);
      var tell = new WatchRelay.Step.Tell(news);
      if (kind == null || kind == Kind.STALE || over) {
        return List.of(tell);
      }
      if (kind == Kind.DELAYED) {
        return told++ == 0 ? happens(pause(1, 60), tell) : List.of(pause(1, 60), tell);
      }
      if (kind == Kind.LOST_DELETE) {
        return news.contains("\"type\":\"DELETED\"")
            ? happens(pause(200, 2_000), new WatchRelay.Step.Tell(GONE), new WatchRelay.Step.Cut())
            : List.of(tell);
      }
      if (--countdown != 0) {
        return List.of(tell);
      }
      return switch (kind) {
        case CUT -> happens(tell, new WatchRelay.Step.Cut());
        case GONE -> happens(tell, new WatchRelay.Step.Tell(GONE), new WatchRelay.Step.Cut());
        case SILENT -> happens(pause(3_000, 10_000), tell);
        default -> List.of(tell);
      };
    }

    private List<WatchRelay.Step> happens(WatchRelay.Step... steps) {
      matrix.count(request, kind);
      return List.of(steps);
    }

    private WatchRelay.Step pause(int leastMillis, int mostMillis) {
      return new WatchRelay.Step.Wait(Duration.ofMillis(random.nextInt(leastMillis, mostMillis)));
    }

    /** Keeps the last hundred revisions that were told, oldest first. */
    private void remember(String news) {
      Matcher revision = REVISION.matcher(news);
      if (revision.find()) {
        var seen = revisions.computeIfAbsent(watched(), key -> new java.util.ArrayList<>());
        seen.add(revision.group(1));
        if (seen.size() > 100) {
          seen.remove(0);
        }
      }
    }
  }
}
