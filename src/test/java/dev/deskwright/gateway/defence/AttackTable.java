package dev.deskwright.gateway.defence;

import java.util.List;
import java.util.stream.Stream;

/** All attacks that the gateway is held against. */
public final class AttackTable {

  private AttackTable() {}

  /** In the order of the reference page. */
  public static List<Attack> all() {
    return Stream.of(
            WebSocketAttacks.all(),
            SessionAttacks.all(),
            SignInAttacks.all(),
            DesktopAttacks.all(),
            HttpDesktopAttacks.all(),
            RequestAttacks.all())
        .flatMap(List::stream)
        .toList();
  }
}
