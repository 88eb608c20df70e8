package dev.deskwright.gateway.defence;

import dev.deskwright.gateway.TestGateway;

/**
 * An attack on a gateway.
 *
 * @param name what the attacker does
 * @param weakness the known weakness that it stands for
 * @param happens what comes of it
 * @param defence what holds it off; without that it succeeds
 * @param slow whether it has to wait for many seconds
 * @param attempt the attack itself
 */
public record Attack(
    String name, String weakness, String happens, Defence defence, boolean slow, Attempt attempt) {

  /** Carries an attack out. */
  @FunctionalInterface
  public interface Attempt {
    /** Whether the attacker gets what they want. */
    boolean succeeds(TestGateway gateway) throws Exception;
  }

  static Attack on(Defence defence, String name, String weakness, String happens, Attempt attempt) {
    return new Attack(name, weakness, happens, defence, false, attempt);
  }

  Attack slowly() {
    return new Attack(name, weakness, happens, defence, true, attempt);
  }

  @Override
  public String toString() {
    return name;
  }
}
