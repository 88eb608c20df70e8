package dev.deskwright.config;

import java.util.Locale;

/** What a setting is called, what it is when nobody sets it, and what it does. */
public interface SettingKey {

  /** The constant's name, in upper case with underscores. */
  String name();

  /** The value in force when neither flag nor variable is given. */
  String defaultValue();

  /** What it does, its bounds and its unit, in one or two sentences. */
  String description();

  /** The command-line flag, for example {@code --http-port}. */
  default String flag() {
    return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The environment variable, for example {@code DESKWRIGHT_HTTP_PORT}. */
  default String variable() {
    return "DESKWRIGHT_" + name();
  }
}
