package dev.deskwright;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.demo.InMemoryApiServer;
import dev.deskwright.fixture.Samples;
import dev.deskwright.usage.ListingServer;
import dev.deskwright.usage.PrintedReport;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class UsageCommandTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-26T10:00:00Z"), ZoneOffset.UTC);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private ListingServer server;

  @TempDir private Path folder;

  @BeforeEach
  void start() throws IOException {
    server = ListingServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private int run(Config connection, String... arguments) {
    return run(connection, CLOCK, arguments);
  }

  private int run(Config connection, Clock clock, String... arguments) {
    var usage = new CommandLine(new UsageCommand(() -> connection, clock));
    usage.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    usage.setExecutionExceptionHandler(Main.commandLine().getExecutionExceptionHandler());
    return usage.execute(arguments);
  }

  private String answer(String... arguments) {
    assertThat(run(server.connection(), arguments)).as(err::toString).isZero();
    return out.toString();
  }

  private void bundle(String name, String prices) {
    server.add(
        """
        apiVersion: deskwright.dev/v1alpha1
        kind: Bundle
        metadata: {name: %s, namespace: desktops}
        spec: {image: desktop, prices: %s}
        """
            .formatted(name, prices));
  }

  /** Created in August, with the figures of October and November given. */
  private void desktop(String name, String team, String bundle, String mode, String months) {
    server.add(
        """
        apiVersion: deskwright.dev/v1alpha1
        kind: WorkSpace
        metadata: {name: %1$s, namespace: desktops, creationTimestamp: "2026-08-03T08:00:00Z"}
        spec:
          userName: %1$s
          directoryRef: {name: corp}
          bundleRef: {name: %3$s}
          tags: {team: %2$s}
        status:
          workspaceId: ws-%6$s
          runningMode: {mode: %4$s}
          usage: {asOf: "2026-11-26T10:00:00Z", months: [%5$s]}
        """
            .formatted(name, team, bundle, mode, months, (name + "000000000").substring(0, 9)));
  }

  /** The fleet that the pages of the documentation show. */
  private void fleet() {
    bundle("standard", "{currency: EUR, monthly: '35.00', hourlyBase: '9.75', hourly: '0.36'}");
    bundle("trial", "null");
    desktop(
        "alice", "design", "standard", "AlwaysOn", "{month: 2026-10, alwaysOnSeconds: 2678400}");
    desktop("bob", "design", "standard", "AutoStop", "{month: 2026-10, autoStopSeconds: 197130}");
    desktop("carol", "sales", "standard", "AutoStop", "{month: 2026-10, autoStopSeconds: 517322}");
    desktop("dave", "sales", "standard", "AlwaysOn", "{month: 2026-10, alwaysOnSeconds: 172800}");
    desktop("erin", "sales", "trial", "Manual", "{month: 2026-10, manualSeconds: 15155}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "./deskwright usage --month last",
        "./deskwright usage --month last --tag team",
        "./deskwright usage --month last -o csv",
        "./deskwright usage --month last --tag team -o json"
      })
  void theDocumentationShowsWhatIsPrinted(String command) throws IOException {
    fleet();
    String[] arguments = command.substring("./deskwright usage ".length()).split(" ");
    String shown = "$ " + command + "\n" + answer(arguments).replace("\r\n", "\n");
    String pages =
        Files.readString(Path.of("docs/tasks/costs.md"))
            + Files.readString(Path.of("docs/reference/usage.md"));
    assertThat(pages).contains(shown);
  }

  @Test
  void lastMonthsAdvice() {
    fleet();
    assertThat(PrintedReport.csv(answer("--month", "last", "-o", "csv")))
        .extracting(row -> row.get("workspace"), row -> row.get("cost"), row -> row.get("note"))
        .containsExactly(
            tuple("alice", "35.00", "AutoStop if used up to 70 h"),
            tuple("bob", "29.55", null),
            tuple("carol", "61.59", null),
            tuple("dave", "35.00", null),
            tuple("erin", null, "no prices in Bundle trial"));
  }

  @Test
  void theSessionUnderWayCountsUpToNow() {
    bundle("standard", "{currency: EUR, monthly: '35', hourlyBase: '9.75', hourly: '0.36'}");
    server.add(
        """
        apiVersion: deskwright.dev/v1alpha1
        kind: WorkSpace
        metadata: {name: a, namespace: desktops, creationTimestamp: "2026-11-01T00:00:00Z"}
        spec: {userName: a, directoryRef: {name: corp}, bundleRef: {name: standard}}
        status:
          runningMode: {mode: AutoStop}
          usage:
            asOf: "2026-11-26T09:00:00Z"
            running: {podUid: x, mode: AutoStop}
            months: [{month: 2026-11, autoStopSeconds: 3601}]
        """);
    var row = PrintedReport.csv(answer("-o", "csv")).get(0);
    assertThat(row)
        .containsEntry("runningSeconds", "7201")
        .containsEntry("cost", "10.83")
        .containsEntry("until", "2026-11-26T10:00:00Z");
  }

  @Test
  void figuresThatAreNoLongerKeptAreNotTakenForZero() {
    bundle("standard", "{currency: EUR, monthly: '35', hourlyBase: '9.75', hourly: '0.36'}");
    String months =
        String.join(
            ",",
            IntStream.rangeClosed(1, 13)
                .mapToObj(m -> m == 13 ? "2026-01" : "2025-%02d".formatted(m))
                .map("{month: %s, manualSeconds: 60}"::formatted)
                .toList());
    server.add(
        """
        apiVersion: deskwright.dev/v1alpha1
        kind: WorkSpace
        metadata: {name: a, namespace: desktops, creationTimestamp: "2024-01-01T00:00:00Z"}
        spec: {userName: a, directoryRef: {name: corp}, bundleRef: {name: standard}}
        status: {runningMode: {mode: Manual}, usage: {asOf: "2026-01-01T00:01:00Z", months: [%s]}}
        """
            .formatted(months));
    assertThat(PrintedReport.csv(answer("--month", "2024-12", "-o", "csv")).get(0))
        .containsEntry("note", "figures are no longer kept")
        .doesNotContainKeys("runningSeconds", "cost");
  }

  @Test
  void whoWasNotThereYetIsLeftOut() {
    fleet();
    assertThat(answer("--month", "2026-07"))
        .endsWith("2026-07: there was no such WorkSpace in namespace desktops.\n");
  }

  @Test
  void largeFleetsAreReadInPages() {
    fleet();
    for (int i = 0; i < 1_001; i++) {
      desktop("desk-" + i, "it", "trial", "Manual", "");
    }
    assertThat(PrintedReport.json(answer("--by", "directory", "-o", "json"), "totals"))
        .extracting(total -> total.get("workspaces"))
        .containsExactly("4", "1002");
    assertThat(server.pages()).containsExactly(2, 500, 500, 6);
  }

  @Test
  void theDemosApiServerInMemoryAnswersToo() {
    try (var inMemory = InMemoryApiServer.start();
        var client = new KubernetesClientBuilder().withConfig(inMemory.clientConfig()).build()) {
      client
          .resource(Serialization.unmarshal(Samples.BUNDLE, Bundle.class))
          .inNamespace("desktops")
          .create();
      client
          .resource(Serialization.unmarshal(Samples.workspace("alice"), WorkSpace.class))
          .inNamespace("desktops")
          .create();
      // That server dates objects by the system's clock.
      assertThat(run(inMemory.clientConfig(), Clock.systemUTC(), "-n", "desktops")).isZero();
    }
    assertThat(out.toString()).contains("alice", "no prices in Bundle standard");
  }

  @Test
  void aReportIsSavedUnderTheNameOfItsMonthAndDay() throws IOException {
    fleet();
    for (int i = 0; i < 2; i++) {
      out.getBuffer().setLength(0);
      assertThat(answer("--month", "last", "-o", "csv", "--save", folder.toString()))
          .isEqualToIgnoringNewLines(
              folder.resolve("usage-2026-10-seen-2026-11-26.csv").toString());
    }
    try (var files = Files.list(folder)) {
      Path file = files.toList().get(0);
      assertThat(folder).isDirectoryContaining(file::equals);
      assertThat(PrintedReport.csv(Files.readString(file, UTF_8))).hasSize(5);
    }
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--month 2026-12 | --month 2026-12 is in the future: the current month is 2026-11, in UTC",
        "--save /no/such | --save \"/no/such\" is not a folder: make it, or name another",
      })
  void badQuestionsEndWithTwo(String arguments, String message) {
    assertThat(run(server.connection(), arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString()).isEqualToIgnoringNewLines(message);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | the cluster does not understand --selector \"x\": as the test wants it",
        "401 | does not know who you are: sign in, or renew the credentials in KUBECONFIG",
        "403 | you may not list WorkSpaces and Bundles in namespace desktops (as the test wants"
            + " it): ask for the ClusterRole deskwright-view there",
        "404 | has no WorkSpaces and Bundles: is Deskwright installed there?",
        "410 | the list of WorkSpaces grew too old while it was read: ask again",
        "500 | answers 500: as the test wants it",
      })
  void whatTheClusterRefusesEndsWithOneLineAndOne(int code, String message) throws IOException {
    try (var refusing = ListingServer.refusing(code)) {
      assertThat(run(refusing.connection(), "-l", "x")).isEqualTo(1);
    }
    assertThat(err.toString().lines()).singleElement().asString().endsWith(message);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aClusterThatIsNotThereEndsWithOneLineAndOne() {
    Config nowhere =
        new ConfigBuilder(Config.empty())
            .withMasterUrl("http://127.0.0.1:1")
            .withRequestRetryBackoffLimit(0)
            .build();
    assertThat(run(nowhere)).isEqualTo(1);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("cannot reach the cluster at http://127.0.0.1:1/: ")
        .endsWith("; is KUBECONFIG right?");
  }

  @Test
  void spreadsheetsRunNothingThatIsWrittenInTags() {
    bundle("standard", "null");
    List.of("=1+2", "@x", "+x", "-x", "\\tx", "a,\\\"b\\\"", "plain-x")
        .forEach(
            tag ->
                desktop(
                    "desk-" + Math.floorMod(tag.hashCode(), 10_000),
                    "\"" + tag + "\"",
                    "standard",
                    "Manual",
                    ""));
    String csv = answer("--tag", "team", "-o", "csv");
    assertThat(PrintedReport.csv(csv))
        .extracting(row -> row.get("tag"))
        .containsExactlyInAnyOrder("'=1+2", "'@x", "'+x", "'-x", "'\tx", "a,\"b\"", "plain-x");
    assertThat(csv.split("\r\n", -1)).hasSize(9);
    assertThat(csv).contains(",\"a,\"\"b\"\"\",").endsWith("\r\n");
  }

  @Test
  void aTableFitsIntoItsWidthAndCutsNoNumber() {
    bundle(
        "b".repeat(63),
        "{currency: EUR, monthly: '999999999.9999', hourlyBase: '0', hourly: '999999999.9999'}");
    desktop(
        "n".repeat(63),
        "x",
        "b".repeat(63),
        "AutoStop",
        "{month: 2026-10, autoStopSeconds: 2678400}");
    desktop("m".repeat(63), "x", "c".repeat(63), "AutoStop", "");
    String table = answer("-A", "--month", "last");
    assertThat(table.lines().takeWhile(line -> !line.isEmpty()))
        .hasSize(3)
        .allMatch(line -> line.length() <= 120);
    assertThat(PrintedReport.table(table).get(1))
        .contains(
            Map.entry("HOURS", "744:00:00"),
            Map.entry("COST", "743999999999.9256"),
            Map.entry("SAVES", "742999999999.9257"));
    assertThat(table).contains("nnn...", "no Bundle ccc");
  }
}
