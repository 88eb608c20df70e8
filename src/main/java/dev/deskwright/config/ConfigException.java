package dev.deskwright.config;

import java.util.List;

/** Settings that can't be used: every one of them, each with its value and what would be right. */
public final class ConfigException extends Exception {

  private final transient List<String> errors;

  ConfigException(List<String> errors) {
    super(String.join(System.lineSeparator(), errors));
    this.errors = List.copyOf(errors);
  }

  /** One sentence for each bad setting. */
  public List<String> errors() {
    return errors;
  }
}
