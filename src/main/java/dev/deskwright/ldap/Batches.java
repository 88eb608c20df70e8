package dev.deskwright.ldap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Cuts a collection into pieces of at most {@link Searcher#BATCH}. */
final class Batches {

  private Batches() {}

  static <T> List<List<T>> of(Collection<T> all) {
    List<T> list = List.copyOf(all);
    List<List<T>> pieces = new ArrayList<>();
    for (int i = 0; i < list.size(); i += Searcher.BATCH) {
      pieces.add(list.subList(i, Math.min(list.size(), i + Searcher.BATCH)));
    }
    return pieces;
  }
}
