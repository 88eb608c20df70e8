package dev.deskwright.api.v1alpha1;

import java.util.List;

/** A status that answers questions with conditions. */
public interface Conditioned {

  /** The answers; null where there are none yet. */
  List<Condition> conditions();
}
