package dev.deskwright.monitoring;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The rules that the chart ships.
 *
 * @param groups rules that are evaluated together, in order
 */
public record RuleFile(List<Group> groups) {

  /** Where they are. */
  public static final Path PATH = Path.of("helm/deskwright/files/monitoring/rules.yaml");

  /** Rules that are evaluated one after the other. */
  public record Group(String name, List<Rule> rules) {}

  /**
   * A rule: either {@code alert} or {@code record} is there.
   *
   * @param alert the alert's name
   * @param record the name of the series
   * @param expr PromQL
   * @param duration how long the expression must hold
   * @param labels that are put on the alert
   * @param annotations what people are told
   */
  public record Rule(
      String alert,
      String record,
      String expr,
      @JsonProperty("for") String duration,
      Map<String, String> labels,
      Map<String, String> annotations) {}

  /** Reads them. */
  public static RuleFile read() {
    try {
      return new YAMLMapper().readValue(PATH.toFile(), RuleFile.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All rules, in order. */
  public Stream<Rule> rules() {
    return groups.stream().flatMap(group -> group.rules().stream());
  }

  /** Rules that alert, in order. */
  public List<Rule> alerts() {
    return rules().filter(rule -> rule.alert() != null).toList();
  }

  /** Names of what is recorded. */
  List<String> recorded() {
    return rules().map(Rule::record).filter(Objects::nonNull).toList();
  }
}
