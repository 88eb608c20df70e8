package dev.deskwright.api.v1alpha1;

/** Why a condition is as it is: one documented word, part of the API. */
public interface Reason {

  /** The word, as it stands in {@code status.conditions[].reason}. */
  String name();

  /** What it means and what to do, in one or two sentences. */
  String description();

  /** Whether it tells of something wrong, rather than of success or of work under way. */
  boolean isProblem();
}
