package dev.deskwright.config;

import dev.deskwright.config.OperatorConfig.LogLevel;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What flags and environment say of a command's settings, and every mistake in it. */
final class SettingValues {

  /**
   * What Kubernetes itself sets in a pod for a Service named deskwright or deskwright-something. A
   * variable that only ends in PORT is one of these when its value is an address.
   */
  private static final Pattern SERVICE_LINK =
      Pattern.compile(
          "DESKWRIGHT_(.*_)?(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT_[0-9]+_.*)=.*"
              + "|DESKWRIGHT_(.*_)?PORT=[a-z]+://.*");

  private static final Set<String> HTTP = Set.of("http", "https");

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private final Map<? extends SettingKey, String> flags;
  private final Map<String, String> environment;
  private final List<String> errors = new ArrayList<>();

  SettingValues(Map<? extends SettingKey, String> flags, Map<String, String> environment) {
    this.flags = flags;
    this.environment = environment;
  }

  /**
   * Ends the reading.
   *
   * @throws ConfigException with one line for each setting that can't be used
   */
  void check() throws ConfigException {
    if (!errors.isEmpty()) {
      throw new ConfigException(errors);
    }
  }

  String raw(SettingKey setting) {
    String flag = flags.get(setting);
    String value = flag == null ? environment.get(setting.variable()) : flag;
    return value == null ? setting.defaultValue() : value.strip();
  }

  void error(SettingKey setting, String wanted) {
    String source =
        flags.containsKey(setting) ? setting.flag() : "environment variable " + setting.variable();
    errors.add("%s: \"%s\" cannot be used; %s".formatted(source, raw(setting), wanted));
  }

  /** A misspelt variable would silently leave a default in force. */
  void refuseUnknown(SettingKey... settings) {
    Set<String> known = new TreeSet<>();
    Arrays.stream(settings).map(SettingKey::variable).forEach(known::add);
    environment.keySet().stream()
        .filter(name -> name.startsWith("DESKWRIGHT_") && !known.contains(name))
        .filter(name -> !SERVICE_LINK.matcher(name + "=" + environment.get(name)).matches())
        .sorted()
        .forEach(
            name ->
                errors.add(
                    "environment variable %s: there is no such setting; the settings are %s"
                        .formatted(name, String.join(", ", known))));
  }

  int number(SettingKey setting, int min, int max) {
    try {
      int value = Integer.parseInt(raw(setting));
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below, as a number out of bounds is
    }
    error(setting, "give a whole number from %d to %d".formatted(min, max));
    return min;
  }

  <E extends Enum<E>> E oneOf(SettingKey setting, Class<E> type) {
    E[] values = type.getEnumConstants();
    for (E value : values) {
      if (value.name().equalsIgnoreCase(raw(setting))) {
        return value;
      }
    }
    String wanted =
        String.join(
            ", ", Arrays.stream(values).map(v -> v.name().toLowerCase(Locale.ROOT)).toList());
    error(setting, "give one of: " + wanted);
    return values[0];
  }

  private enum Switch {
    FALSE,
    TRUE
  }

  boolean isTrue(SettingKey setting) {
    return oneOf(setting, Switch.class) == Switch.TRUE;
  }

  LogConfig log(SettingKey format, SettingKey level, SettingKey levelsFile) {
    return new LogConfig(
        oneOf(format, LogFormat.class) == LogFormat.JSON,
        oneOf(level, LogLevel.class),
        readableFile(levelsFile));
  }

  private Optional<Path> readableFile(SettingKey setting) {
    if (raw(setting).isEmpty()) {
      return Optional.empty();
    }
    Path file = Path.of(raw(setting));
    if (!Files.isReadable(file)) {
      error(setting, "the file cannot be read");
    }
    return Optional.of(file);
  }

  Optional<TracingConfig> tracing(SettingKey endpoint, SettingKey percent) {
    int kept = number(percent, 1, 100);
    if (raw(endpoint).isEmpty()) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(raw(endpoint));
      if (HTTP.contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null
          && uri.getUserInfo() == null) {
        return Optional.of(new TracingConfig(uri, kept));
      }
    } catch (URISyntaxException e) {
      // told below, as another scheme is
    }
    error(endpoint, "give a URL such as http://collector:4318/v1/traces");
    return Optional.empty();
  }

  Optional<String> name(SettingKey setting) {
    String value = raw(setting);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!NAME.matcher(value).matches()) {
      error(setting, "give a name of at most 63 lower-case letters, digits and hyphens");
    }
    return Optional.of(value);
  }

  /** The parts between commas, without those that are blank. */
  List<String> list(SettingKey setting) {
    return Arrays.stream(raw(setting).split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  Set<String> namespaces(SettingKey setting) {
    Set<String> names = new TreeSet<>(list(setting));
    if (!names.stream().allMatch(name -> NAME.matcher(name).matches())) {
      error(setting, "give names of namespaces, separated by commas");
    }
    return names;
  }
}
