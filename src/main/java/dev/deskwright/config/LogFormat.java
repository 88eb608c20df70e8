package dev.deskwright.config;

/** A line for people, or an object a line for log stores. */
enum LogFormat {
  PLAIN,
  JSON
}
