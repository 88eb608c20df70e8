package dev.deskwright.usage;

/** What a row of the report is about. */
enum By {
  WORKSPACE,
  DIRECTORY,
  TAG
}
