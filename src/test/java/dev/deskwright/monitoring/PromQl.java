package dev.deskwright.monitoring;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an expression of PromQL names. Whether Prometheus takes the expression is for Prometheus to
 * say; this reads it strictly enough that no name is passed over: what is neither a known function
 * nor a keyword is a metric.
 */
public final class PromQl {

  private static final Set<String> FUNCTIONS =
      Set.of(
          "absent",
          "avg",
          "count",
          "histogram_quantile",
          "increase",
          "last_over_time",
          "max",
          "min",
          "rate",
          "sum",
          "time",
          "topk",
          "vector");
  private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool");
  private static final Set<String> LISTS =
      Set.of("by", "without", "on", "ignoring", "group_left", "group_right");

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s+|(?<string>\"(?:[^\"\\\\]|\\\\.)*\")|(?<number>[0-9.]+(?:e[0-9]+)?[smhdwy]?)"
              + "|(?<name>[A-Za-z_:][A-Za-z0-9_:]*)|(?<sign>=~|!~|!=|==|>=|<=|[-+*/^%<>=(){}\\[\\],])");

  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private final List<Selector> selectors = new ArrayList<>();
  private final Set<String> grouped = new TreeSet<>();
  private int at;

  /**
   * A metric, with the labels that are asked for.
   *
   * @param metric its name
   * @param labels of the matchers
   */
  public record Selector(String metric, Set<String> labels) {}

  private PromQl(String text) {
    this.text = text.replace("$__rate_interval", "1m").replace("$__range", "1m");
  }

  /** Reads an expression, with the variables of a dashboard in it or without. */
  public static PromQl of(String expression) {
    var read = new PromQl(expression);
    read.split();
    read.walk();
    return read;
  }

  /** All metrics that it names. */
  public List<Selector> selectors() {
    return selectors;
  }

  /** All labels that it groups or joins by. */
  public Set<String> grouped() {
    return grouped;
  }

  /** All labels that it names. */
  Stream<String> labels() {
    return Stream.concat(selectors.stream().flatMap(s -> s.labels().stream()), grouped.stream());
  }

  private void split() {
    Matcher token = TOKEN.matcher(text);
    int end = 0;
    while (token.find()) {
      if (token.start() != end) {
        throw new AssertionError("what is \"%s\" in %s?".formatted(text.substring(end), text));
      }
      end = token.end();
      if (!token.group().isBlank()) {
        tokens.add(token.group());
      }
    }
    if (end != text.length()) {
      throw new AssertionError("what is \"%s\" in %s?".formatted(text.substring(end), text));
    }
  }

  private String peek() {
    return at < tokens.size() ? tokens.get(at) : "";
  }

  private static boolean isName(String token) {
    return token.matches("[A-Za-z_:].*");
  }

  private void walk() {
    while (at < tokens.size()) {
      String token = tokens.get(at++);
      if (!isName(token) || OPERATORS.contains(token)) {
        continue;
      }
      if (LISTS.contains(token)) {
        if (peek().equals("(")) {
          grouped.addAll(list(")"));
        }
      } else if (!FUNCTIONS.contains(token)) {
        selectors.add(new Selector(token, peek().equals("{") ? matchers() : Set.of()));
      } else if (!peek().equals("(") && !LISTS.contains(peek())) {
        throw new AssertionError(token + " is a function, and used as a metric in " + text);
      }
    }
  }

  private Set<String> list(String end) {
    Set<String> names = new HashSet<>();
    for (at++; !peek().equals(end); at++) {
      if (isName(peek())) {
        names.add(peek());
      }
    }
    at++;
    return names;
  }

  /** Strings are other tokens, so every name in the braces is a label. */
  private Set<String> matchers() {
    return list("}");
  }
}
