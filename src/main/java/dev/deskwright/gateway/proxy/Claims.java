package dev.deskwright.gateway.proxy;

import io.vertx.core.Future;
import java.time.Instant;

/** Lets one replica have what all of them may ask for. */
public interface Claims {

  /**
   * Whether this is the first claim of the name, among all replicas. Fails if that cannot be found
   * out.
   *
   * @param name unguessable
   * @param until when the name may be forgotten
   */
  Future<Boolean> claimOnce(String name, Instant until);
}
