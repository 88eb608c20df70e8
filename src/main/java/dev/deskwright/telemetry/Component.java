package dev.deskwright.telemetry;

import java.util.Locale;

/** Who exposes a metric. */
public enum Component {
  OPERATOR,
  GATEWAY,
  BOTH;

  /** As a label has it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
