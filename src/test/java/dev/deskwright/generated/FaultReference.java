package dev.deskwright.generated;

import static dev.deskwright.generated.Markdown.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** The text of {@code docs/reference/faults.md}: what a run of the fault matrix has seen. */
final class FaultReference {

  private static final String RESULT = "/faults/result.json";
  private static final long GOAL = 100_000;

  private FaultReference() {}

  static String text() {
    JsonNode result = read();
    return new Markdown()
        .heading(1, "Faults")
        .paragraph(
            "What goes wrong between the operator and the API server in a test, and what must hold"
                + " whatever does. The API server and its etcd are real; nodes and drives are"
                + " [simulated](../concepts/simulated.md); a proxy stands between them and the"
                + " operator. How it is built:"
                + " [decision 0040](../decisions/0040-faults-are-checked-in-etcd.md).")
        .heading(2, "What must hold")
        .table(
            List.of("Promise", "Broken by, and caught"),
            List.of(
                List.of(
                    "At most one live pod per WorkSpace, and per volume",
                    "a second pod; a pod removed while its node may run it"),
                List.of(
                    "No user volume and no last good snapshot is lost, unless that was asked for",
                    "a drive deleted with its pod; the newest snapshot deleted"),
                List.of("No object of another owner is touched", "a label on somebody's claim"),
                List.of(
                    "Every request is carried out once, and ends once",
                    "a record of what was done that is forgotten"),
                List.of(
                    "All comes to rest within a bound after faults have stopped",
                    "a pod that is believed to be there"),
                List.of("At rest, nothing is written", "an annotation now and then")))
        .paragraph(
            "A checker reads every change from etcd itself, and knows nothing of the operator."
                + " `BrokenBuildsTest` plays the operators of the right column, and each is"
                + " caught.")
        .heading(2, "The run that is shown")
        .table(List.of("What", "How much"), facts(result))
        .paragraph(
            "An operation is one request of the operator, or one of its watches, that a fault"
                + " happened to. A violation counts in each field whose fault happened to an object"
                + " of the WorkSpace that it is seen at.")
        .table(header(result), rows(result))
        .paragraph(goal(result))
        .heading(2, "Promises that it saw broken")
        .list(broken(result))
        .heading(2, "Again")
        .paragraph(
            "`./mvnw -Pfaults verify -Dfaults.seed="
                + result.path("seed").asText()
                + "`, with as many WorkSpaces and seconds as above, is this run. With `-Dfaults.round=N` one round of it is played: the same customers do"
                + " the same things, and the same requests go wrong in the same way, told by what"
                + " they ask for and how often that was asked for before. The order in which"
                + " threads run is not repeated. `-Dfaults.operations`, `-Dfaults.minutes`,"
                + " `-Dfaults.lanes`, `-Dfaults.workspaces`, `-Dfaults.storm` and"
                + " `-Dfaults.bound` (seconds) say how much. Each run writes"
                + " `target/faults/result.json`, and how each promise came to be broken to"
                + " `target/faults/violations`; `src/test/resources/faults/result.json` is the one"
                + " that is shown here.")
        .paragraph(
            "`./mvnw verify` plays one small round. `-Pfaults` plays the broken operators, too, and"
                + " the stories of `ScenariosTest`: the API server gone, rights taken and given"
                + " back, two leaders, an old leader that wakes up, a clock that jumps, stuck"
                + " finalizers, admission that rejects, a quota, a namespace deleted under a"
                + " rebuild, a status of another version.")
        .paragraph(
            "`ProcessStoriesTest` starts the operator as its image does, with the chart's rights"
                + " only: a leader that is stopped (SIGSTOP) until another has its lease, and goes"
                + " on (SIGCONT), at rest and amid the other's work; the ClusterRoleBinding deleted"
                + " and put back; a start with no rights; a token that is not valid any more and is"
                + " replaced; a heap that is too small; what an older version has left; kinds and"
                + " objects of a later version.")
        .paragraph(
            "`FieldMutationTest` gives every field of every kind other values, those at its edges,"
                + " wrong ones and none. What the API server refuses must change nothing. What it"
                + " accepts must end as if the object had been made so; of each field up to three"
                + " values are compared (`-Dfaults.values`).")
        .toString();
  }

  private static String goal(JsonNode result) {
    boolean reached =
        result.path("operations").asLong() >= GOAL && result.path("violations").asLong() == 0;
    return "The goal is %,d operations and no promise broken: this run has %sreached it."
        .formatted(GOAL, reached ? "" : "not ");
  }

  private static JsonNode read() {
    try (InputStream json =
        Objects.requireNonNull(FaultReference.class.getResourceAsStream(RESULT))) {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<List<String>> facts(JsonNode result) {
    List<List<String>> facts = new ArrayList<>();
    Map<String, String> titles =
        Map.of(
            "seed", "Seed",
            "operations", "Faulted operations",
            "violations", "Violations",
            "rounds", "Rounds",
            "chores", "Things that customers did",
            "crashes", "Crashes of the operator",
            "minutes", "Minutes",
            "stormSeconds", "Seconds of faults in each round",
            "longestRestSeconds", "Longest time until all was at rest, in seconds",
            "boundSeconds", "The bound of that, in seconds");
    for (String field :
        List.of(
            "seed",
            "operations",
            "violations",
            "rounds",
            "chores",
            "crashes",
            "minutes",
            "stormSeconds",
            "longestRestSeconds",
            "boundSeconds")) {
      facts.add(List.of(titles.get(field), result.path(field).asText()));
    }
    return facts;
  }

  private static List<String> broken(JsonNode result) {
    List<String> broken = new ArrayList<>();
    result.path("broken").forEach(violation -> broken.add(violation.asText()));
    return broken.isEmpty() ? List.of("None.") : broken;
  }

  private static List<String> faults(JsonNode result) {
    Set<String> faults = new LinkedHashSet<>();
    result.path("matrix").forEach(cell -> faults.add(cell.path("fault").asText()));
    return faults.stream().sorted().toList();
  }

  private static List<String> header(JsonNode result) {
    List<String> header = new ArrayList<>(List.of("Verb", "Resource"));
    header.addAll(faults(result));
    header.add("violations");
    return header;
  }

  private static List<List<String>> rows(JsonNode result) {
    Map<String, Map<String, JsonNode>> rows = new TreeMap<>();
    for (JsonNode cell : result.path("matrix")) {
      rows.computeIfAbsent(
              cell.path("verb").asText() + " " + cell.path("resource").asText(),
              key -> new TreeMap<>())
          .put(cell.path("fault").asText(), cell);
    }
    return rows.entrySet().stream()
        .map(row -> row(row.getKey().split(" ", 2), row.getValue(), faults(result)))
        .toList();
  }

  private static List<String> row(
      String[] request, Map<String, JsonNode> cells, List<String> faults) {
    List<String> row = new ArrayList<>(List.of(request[0], code(request[1])));
    faults.forEach(
        fault ->
            row.add(cells.containsKey(fault) ? cells.get(fault).path("operations").asText() : ""));
    row.add(
        String.valueOf(
            cells.values().stream().mapToLong(cell -> cell.path("violations").asLong()).sum()));
    return row;
  }
}
