package dev.deskwright.gateway.signin;

import java.time.Duration;

/**
 * How often a user and an address may fail.
 *
 * @param userFailures failures of a user that lock them out
 * @param userLock how long the first time; twice as long each next time
 * @param longestUserLock how long at most
 * @param userMemory how long after the last failure all is forgotten
 * @param addressFailures failures of an address, within the time below, that lock it out
 * @param addressWindow in which they count
 */
public record AttemptLimits(
    int userFailures,
    Duration userLock,
    Duration longestUserLock,
    Duration userMemory,
    int addressFailures,
    Duration addressWindow) {

  /** 5 failures of a user: 15 minutes up to 4 hours. 30 failures of an address in 15 minutes. */
  public static final AttemptLimits DEFAULT =
      new AttemptLimits(
          5,
          Duration.ofMinutes(15),
          Duration.ofHours(4),
          Duration.ofHours(24),
          30,
          Duration.ofMinutes(15));
}
