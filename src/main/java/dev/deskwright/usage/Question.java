package dev.deskwright.usage;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is asked.
 *
 * @param month of UTC, not in the future
 * @param tag the key of the tag to go by; there if, and only if, rows are by tag
 * @param namespace where to look; empty for all namespaces
 * @param selector of the WorkSpaces' labels; empty for all WorkSpaces
 */
public record Question(
    YearMonth month,
    By by,
    Optional<String> tag,
    Optional<String> namespace,
    Optional<String> selector,
    Format format) {

  private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");

  /**
   * The options of the command, as they were typed; null for one that was left out.
   *
   * @param month a month such as 2026-11, or {@code last} for the one that has ended last; the
   *     current one if left out
   * @param by workspace, directory or tag; if left out, tag if there is one, else workspace
   * @param tag the key of a tag
   * @param output table, csv or json; table if left out
   */
  public record Options(
      String month,
      String by,
      String tag,
      String namespace,
      boolean allNamespaces,
      String selector,
      String output) {}

  /**
   * Reads the options.
   *
   * @param ownNamespace where to look if the options do not say
   * @throws BadQuestion for the first of them that is wrong
   */
  public static Question of(Options options, String ownNamespace, Clock clock) throws BadQuestion {
    return new Question(
        month(options.month(), YearMonth.now(clock.withZone(ZoneOffset.UTC))),
        by(options),
        tag(options.tag()),
        namespace(options, ownNamespace),
        Optional.ofNullable(options.selector()),
        options.output() == null
            ? Format.TABLE
            : choice(Format.class, "--output", options.output()));
  }

  private static YearMonth month(String text, YearMonth current) throws BadQuestion {
    if (text == null) {
      return current;
    }
    if (text.equals("last")) {
      return current.minusMonths(1);
    }
    YearMonth month = parse(text);
    if (month.isAfter(current)) {
      throw new BadQuestion(
          "--month %s is in the future: the current month is %s, in UTC".formatted(text, current));
    }
    return month;
  }

  private static YearMonth parse(String text) throws BadQuestion {
    try {
      if (MONTH.matcher(text).matches()) {
        return YearMonth.parse(text);
      }
    } catch (DateTimeException e) {
      // Such as 2026-13: as wrong as any other text.
    }
    throw new BadQuestion(
        "--month \"%s\" is not a month: give year and month as in 2026-11, or last"
            .formatted(text));
  }

  private static By by(Options options) throws BadQuestion {
    boolean hasTag = options.tag() != null;
    if (options.by() == null) {
      return hasTag ? By.TAG : By.WORKSPACE;
    }
    By by = choice(By.class, "--by", options.by());
    if (by == By.TAG && !hasTag) {
      throw new BadQuestion("--by tag needs the key of the tag: add --tag KEY, as in --tag team");
    }
    if (by != By.TAG && hasTag) {
      throw new BadQuestion(
          "--tag \"%s\" does not go with --by %s: leave one of them out, or say --by tag"
              .formatted(options.tag(), options.by()));
    }
    return by;
  }

  private static Optional<String> tag(String key) throws BadQuestion {
    if (key != null && key.isBlank()) {
      throw new BadQuestion(
          "--tag \"%s\" is not the key of a tag: give one of spec.tags, as in --tag team"
              .formatted(key));
    }
    return Optional.ofNullable(key);
  }

  private static Optional<String> namespace(Options options, String ownNamespace)
      throws BadQuestion {
    if (options.allNamespaces() && options.namespace() != null) {
      throw new BadQuestion(
          "--namespace \"%s\" does not go with --all-namespaces: leave one of them out"
              .formatted(options.namespace()));
    }
    return options.allNamespaces()
        ? Optional.empty()
        : Optional.of(options.namespace() == null ? ownNamespace : options.namespace());
  }

  private static <E extends Enum<E>> E choice(Class<E> choices, String option, String text)
      throws BadQuestion {
    for (E choice : choices.getEnumConstants()) {
      if (lower(choice).equals(text)) {
        return choice;
      }
    }
    throw new BadQuestion(
        "%s \"%s\" is none of %s"
            .formatted(
                option,
                text,
                Stream.of(choices.getEnumConstants())
                    .map(Question::lower)
                    .collect(Collectors.joining(", "))));
  }

  /** Where it looks, as part of a sentence. */
  String where() {
    return namespace.map(name -> "namespace " + name).orElse("all namespaces");
  }

  /** As on the command line. */
  static String lower(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }
}
