package dev.deskwright;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Prices;
import dev.deskwright.api.v1alpha1.RunningMode.Mode;
import dev.deskwright.usage.ListingServer;
import dev.deskwright.usage.LivedDesktop;
import dev.deskwright.usage.PrintedReport;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import picocli.CommandLine;

/**
 * Fleets that lived some weeks under the real meter: what the command prints of them, in each form
 * and by each grouping, is what a second book says, to the second and the smallest coin.
 */
class UsageBookTest {

  private static final List<String> MONTHS = List.of("2026-09", "2026-10", "2026-11");

  /** Amounts are counted in ten-thousandths here, of which prices have whole ones. */
  private static final int DECIMALS = 4;

  private static final Map<String, Optional<Prices>> BUNDLES =
      Map.of(
          "cents", Optional.of(new Prices("EUR", "35.00", "9.75", "0.36")),
          "fine", Optional.of(new Prices("EUR", "12.5", "0", "0.0333")),
          "dollars", Optional.of(new Prices("USD", "40", "7.1", "0.5")),
          "free", Optional.empty());

  /** One desktop of the fleet. */
  private record Member(
      String namespace,
      String name,
      String directory,
      String bundle,
      Optional<String> team,
      LivedDesktop life) {

    static Member any(int number, Random random, Instant now) {
      return new Member(
          random.nextBoolean() ? "east" : "west",
          "desk-" + number,
          random.nextBoolean() ? "corp" : "lab",
          List.copyOf(new TreeMap<>(BUNDLES).keySet()).get(random.nextInt(BUNDLES.size())),
          Optional.of(List.of("red", "blue", "").get(random.nextInt(3))).filter(t -> !t.isEmpty()),
          new LivedDesktop(random, now));
    }

    String manifest() {
      return """
      apiVersion: deskwright.dev/v1alpha1
      kind: WorkSpace
      metadata: {name: %s, namespace: %s, creationTimestamp: "%s"}
      spec:
        userName: somebody
        directoryRef: {name: %s}
        bundleRef: {name: another}
        tags: {%s}
      status: {bundleName: %s, runningMode: {mode: %s}, usage: %s}
      """
          .formatted(
              name,
              namespace,
              life.created(),
              directory,
              team.map(value -> "team: " + value).orElse(""),
              bundle,
              life.mode(),
              life.usage());
    }

    boolean wasThere(String month) {
      Instant next =
          YearMonth.parse(month).plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      return life.created().isBefore(next);
    }
  }

  /** What is known of one row, from either side. */
  private record Sum(long workspaces, long seconds, Map<Mode, Long> modes, long cost) {

    Sum plus(Sum other) {
      var sum = new TreeMap<>(modes);
      other.modes.forEach((mode, more) -> sum.merge(mode, more, Long::sum));
      return new Sum(
          workspaces + other.workspaces, seconds + other.seconds, sum, cost + other.cost);
    }

    /** A table does not tell modes apart. */
    Sum withoutModes() {
      return new Sum(workspaces, seconds, Map.of(), cost);
    }
  }

  private static long units(String amount) {
    String[] parts = (amount + ".").split("\\.", -1);
    return Long.parseLong(parts[0] + (parts[1] + "0000").substring(0, DECIMALS));
  }

  private static Sum byTheBook(Member member, String month) {
    var modes = new TreeMap<Mode, Long>();
    for (Mode mode : Mode.values()) {
      modes.put(mode, member.life.seconds(month).getOrDefault(mode, 0L));
    }
    long seconds = modes.values().stream().mapToLong(s -> s).sum();
    long hours = seconds / 3600 + (seconds % 3600 == 0 ? 0 : 1);
    boolean monthly =
        seconds == 0 ? member.life.mode() == Mode.AlwaysOn : modes.get(Mode.AlwaysOn) > 0;
    long cost =
        BUNDLES
            .get(member.bundle)
            .map(
                prices ->
                    monthly
                        ? units(prices.monthly())
                        : units(prices.hourlyBase()) + hours * units(prices.hourly()))
            .orElse(0L);
    return new Sum(1, seconds, modes, cost);
  }

  private static Map<String, Sum> expected(
      List<Member> fleet, String month, Function<Member, String> key) {
    var sums = new TreeMap<String, Sum>();
    fleet.stream()
        .filter(member -> member.wasThere(month))
        .forEach(
            member ->
                sums.merge(
                    key.apply(member) + " " + currency(member),
                    byTheBook(member, month),
                    Sum::plus));
    return sums;
  }

  private static String currency(Member member) {
    return BUNDLES.get(member.bundle).map(Prices::currency).orElse("-");
  }

  private static Sum sum(Map<String, String> row) {
    var modes = new TreeMap<Mode, Long>();
    modes.put(Mode.AlwaysOn, Long.valueOf(row.get("alwaysOnSeconds")));
    modes.put(Mode.AutoStop, Long.valueOf(row.get("autoStopSeconds")));
    modes.put(Mode.Manual, Long.valueOf(row.get("manualSeconds")));
    return new Sum(
        Long.parseLong(row.getOrDefault("workspaces", "1")),
        Long.parseLong(row.get("runningSeconds")),
        modes,
        exact(row.getOrDefault("cost", "0")));
  }

  private static Sum tableSum(Map<String, String> row) {
    return new Sum(
        Long.parseLong(row.getOrDefault("WORKSPACES", "1")),
        PrintedReport.seconds(row.get("HOURS")),
        Map.of(),
        exact(row.getOrDefault("COST", "0")));
  }

  private static long exact(String amount) {
    return new BigDecimal(amount).movePointRight(DECIMALS).longValueExact();
  }

  private static Map<String, Sum> keyed(
      List<Map<String, String>> rows, Function<Map<String, String>, Sum> sum, String... key) {
    var sums = new TreeMap<String, Sum>();
    for (var row : rows) {
      String name =
          String.join(
              "/", Stream.of(key).map(part -> row.getOrDefault(part, "(untagged)")).toList());
      String currency = row.getOrDefault("currency", row.getOrDefault("CURRENCY", "-"));
      assertThat(sums.put(name + " " + currency, sum.apply(row))).as("one row each").isNull();
    }
    return sums;
  }

  private static Map<String, Sum> withoutModes(Map<String, Sum> sums) {
    var without = new TreeMap<>(sums);
    without.replaceAll((key, sum) -> sum.withoutModes());
    return without;
  }

  @Property(tries = 10)
  void theCommandSaysWhatTheSecondBookSays(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int desktops) throws IOException {
    var random = new Random(seed);
    Instant now =
        LivedDesktop.FIRST_DAY
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant()
            .plus(Duration.ofDays(42))
            .plusSeconds(random.nextInt(27 * 86_400));
    List<Member> fleet = new ArrayList<>();
    for (int i = 0; i < desktops; i++) {
      fleet.add(Member.any(i, random, now));
    }
    try (var server = ListingServer.start()) {
      for (String namespace : List.of("east", "west")) {
        BUNDLES.forEach((name, prices) -> server.add(bundle(name, namespace, prices)));
      }
      fleet.forEach(member -> server.add(member.manifest()));
      var command = new Command(server, Clock.fixed(now, ZoneOffset.UTC));
      for (String month : MONTHS) {
        compare(command, fleet, month);
      }
    }
  }

  private static String bundle(String name, String namespace, Optional<Prices> prices) {
    return """
    apiVersion: deskwright.dev/v1alpha1
    kind: Bundle
    metadata: {name: %s, namespace: %s}
    spec: {image: desktop, prices: %s}
    """
        .formatted(name, namespace, prices.map(Serialization::asJson).orElse("null"));
  }

  private static void compare(Command command, List<Member> fleet, String month) {
    var question = List.of("--month", month, "-A");
    command.says(
        expected(fleet, month, m -> m.namespace + "/" + m.name),
        with(question, "--by", "workspace"),
        "namespace",
        "workspace");
    command.says(
        expected(fleet, month, m -> m.namespace + "/" + m.directory),
        with(question, "--by", "directory"),
        "namespace",
        "directory");
    command.says(
        expected(fleet, month, m -> m.team.orElse("(untagged)")),
        with(question, "--tag", "team"),
        "tag");
    String json = command.run(question, "json");
    assertThat(keyed(PrintedReport.json(json, "totals"), UsageBookTest::sum))
        .as("totals")
        .isEqualTo(expected(fleet, month, m -> ""));
    assertThat(savings(PrintedReport.json(json, "totals")))
        .isEqualTo(savings(PrintedReport.json(json, "rows")));
  }

  private static List<String> with(List<String> arguments, String... more) {
    return Stream.concat(arguments.stream(), Stream.of(more)).toList();
  }

  /** What can be saved in each currency. */
  private static Map<String, Long> savings(List<Map<String, String>> rows) {
    var savings = new TreeMap<String, Long>();
    rows.stream()
        .filter(row -> row.containsKey("saves"))
        .forEach(row -> savings.merge(row.get("currency"), exact(row.get("saves")), Long::sum));
    return savings;
  }

  /** The command, at one moment and on one cluster. */
  private record Command(ListingServer server, Clock clock) {

    /** In each form. A table's headings are the fields' names, but that of the tag. */
    void says(Map<String, Sum> expected, List<String> question, String... key) {
      String[] headings =
          Stream.of(key)
              .map(field -> field.equals("tag") ? "TEAM" : field.toUpperCase(Locale.ROOT))
              .toArray(String[]::new);
      assertThat(keyed(PrintedReport.json(run(question, "json"), "rows"), UsageBookTest::sum, key))
          .isEqualTo(expected);
      assertThat(keyed(PrintedReport.csv(run(question, "csv")), UsageBookTest::sum, key))
          .isEqualTo(expected);
      assertThat(
              keyed(PrintedReport.table(run(question, "table")), UsageBookTest::tableSum, headings))
          .isEqualTo(withoutModes(expected));
    }

    String run(List<String> question, String format) {
      var out = new StringWriter();
      var line = new CommandLine(new UsageCommand(server::connection, clock));
      line.setOut(new PrintWriter(out));
      assertThat(line.execute(with(question, "-o", format).toArray(String[]::new)))
          .as(out::toString)
          .isZero();
      return out.toString();
    }
  }
}
