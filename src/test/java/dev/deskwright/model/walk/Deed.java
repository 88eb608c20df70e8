package dev.deskwright.model.walk;

import java.util.function.Predicate;

/**
 * Something that can happen in a state.
 *
 * @param act does it, and returns false where that is not possible
 */
record Deed(String words, Budget.Cost cost, Predicate<World> act) {

  @Override
  public String toString() {
    return words;
  }
}
