package dev.deskwright;

import dev.deskwright.config.SettingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of a command that has one for each of its settings. */
final class SettingOptions<K extends Enum<K> & SettingKey> {

  private static final Path OWN_NAMESPACE =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount/namespace");

  private final Class<K> settings;

  SettingOptions(Class<K> settings) {
    this.settings = settings;
  }

  /** Adds the options to a command. */
  void addTo(CommandSpec spec) {
    spec.usageMessage()
        .footer(
            "",
            "Every option is an environment variable too: --http-port is DESKWRIGHT_HTTP_PORT.");
    for (K setting : settings.getEnumConstants()) {
      spec.addOption(
          OptionSpec.builder(setting.flag())
              .type(String.class)
              .paramLabel("VALUE")
              .description(setting.description(), "Default: \"" + setting.defaultValue() + "\"")
              .build());
    }
  }

  /** What was given on the command line. */
  Map<K, String> given(CommandLine line) {
    Map<K, String> flags = new EnumMap<>(settings);
    for (K setting : settings.getEnumConstants()) {
      String value = line.getParseResult().matchedOptionValue(setting.flag(), null);
      if (value != null) {
        flags.put(setting, value);
      }
    }
    return flags;
  }

  /** The namespace of the pod that this process runs in. */
  static Optional<String> ownNamespace() throws IOException {
    return Files.exists(OWN_NAMESPACE)
        ? Optional.of(Files.readString(OWN_NAMESPACE).strip())
        : Optional.empty();
  }
}
