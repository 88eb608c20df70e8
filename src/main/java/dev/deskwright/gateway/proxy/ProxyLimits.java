package dev.deskwright.gateway.proxy;

import java.time.Duration;

/**
 * How much of everything, and for how long.
 *
 * @param connectionsPerUser connections that one user may have at a time, on this replica
 * @param connections connections that this replica takes
 * @param idle a connection without key or pointer ends after this long
 * @param connect how long a desktop may take to answer
 * @param ping a still client is asked this often whether it is there
 * @param silence a client that has not answered for this long is gone
 * @param frameBytes the largest WebSocket frame from a client
 * @param clipboardBytes the largest text that is pasted; a larger one is dropped
 * @param queueBytes how much may wait to be sent, in each direction, before the sender is stopped
 */
public record ProxyLimits(
    int connectionsPerUser,
    int connections,
    Duration idle,
    Duration connect,
    Duration ping,
    Duration silence,
    int frameBytes,
    int clipboardBytes,
    int queueBytes) {

  /** Twenty connections a user, 20,000 in all, four hours without input. */
  public static final ProxyLimits DEFAULTS =
      new ProxyLimits(
          20,
          20_000,
          Duration.ofHours(4),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          64 << 10,
          10 << 20,
          128 << 10);
}
