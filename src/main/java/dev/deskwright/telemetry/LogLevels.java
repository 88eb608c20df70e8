package dev.deskwright.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Levels of single loggers, from a file that may change. What cannot be used is told in the log,
 * once, and leaves the level as it is; a logger that is no longer named has the level that it had
 * before the file named it.
 */
final class LogLevels {

  private static final Logger LOG = LoggerFactory.getLogger(LogLevels.class);

  private static final TypeReference<Map<String, String>> MAP = new TypeReference<>() {};
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Set<String> LEVELS = Set.of("error", "warn", "info", "debug", "trace");

  private final Path file;
  private final LoggerContext context;

  /** What was in force before; nothing is to have that of the logger above. */
  private final Map<String, Optional<Level>> before = new HashMap<>();

  /** What the file was when it was last looked at; or why it could not be read. */
  private String known = "";

  LogLevels(Path file, LoggerContext context) {
    this.file = file;
    this.context = context;
  }

  /** Looks at the file, and applies what has changed. */
  void refresh() {
    try {
      String text = Files.readString(file);
      if (!text.equals(known)) {
        known = text;
        apply(text.isBlank() ? Map.of() : YAML.readValue(text, MAP));
      }
    } catch (JsonProcessingException e) {
      LOG.error(
          "Log levels in {}: give a map from logger to level, such as dev.deskwright.ldap: debug;"
              + " the levels stay as they are: {}",
          file,
          e.getOriginalMessage());
    } catch (IOException e) {
      if (!e.toString().equals(known)) {
        known = e.toString();
        LOG.error("Log levels: {} cannot be read; the levels stay as they are: {}", file, known);
      }
    }
  }

  private void apply(Map<String, String> levels) {
    before.entrySet().removeIf(each -> !levels.containsKey(each.getKey()) && restored(each));
    levels.forEach(this::apply);
  }

  private boolean restored(Map.Entry<String, Optional<Level>> each) {
    context.getLogger(each.getKey()).setLevel(each.getValue().orElse(null));
    LOG.info("Logger {} has the level that it had before the file named it", each.getKey());
    return true;
  }

  private void apply(String name, String level) {
    if (level == null || !LEVELS.contains(level.toLowerCase(Locale.ROOT))) {
      LOG.error(
          "Log levels in {}: {}: \"{}\" cannot be used; give one of: error, warn, info, debug,"
              + " trace. The level stays as it is",
          file,
          name,
          level);
      return;
    }
    var logger = context.getLogger(name);
    Level wanted = Level.valueOf(level);
    if (!wanted.equals(logger.getLevel())) {
      before.putIfAbsent(name, Optional.ofNullable(logger.getLevel()));
      logger.setLevel(wanted);
      LOG.info("Logger {} has level {} now", name, wanted);
    }
  }
}
