package dev.deskwright.config;

import dev.deskwright.config.OperatorConfig.LogLevel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a command logs.
 *
 * @param json whether a line is a JSON object
 * @param level how much is logged, where the file says nothing else
 * @param levelsFile where levels of single loggers are, which may change at any time, if there are
 *     any
 */
public record LogConfig(boolean json, LogLevel level, Optional<Path> levelsFile) {}
