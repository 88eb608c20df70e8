package dev.deskwright.gateway.defence;

import java.util.EnumSet;
import java.util.Set;

/**
 * The defences that are up: all of them, always. No setting takes one down; only the tests of this
 * package can make a gateway without one, to see that the attack which it stops then succeeds.
 */
public final class Defences {

  /** What every gateway has. */
  public static final Defences ALL = new Defences(EnumSet.allOf(Defence.class));

  private final Set<Defence> up;

  private Defences(Set<Defence> up) {
    this.up = up;
  }

  /** A gateway weakened on purpose. */
  static Defences without(Defence... down) {
    var up = EnumSet.allOf(Defence.class);
    for (Defence each : down) {
      up.remove(each);
    }
    return new Defences(up);
  }

  /** Whether this defence is up. */
  public boolean has(Defence defence) {
    return up.contains(defence);
  }
}
