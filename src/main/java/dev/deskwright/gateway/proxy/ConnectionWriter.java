package dev.deskwright.gateway.proxy;

import dev.deskwright.api.v1alpha1.Connection;
import io.vertx.core.Future;

/** Writes the record of activity. */
public interface ConnectionWriter {

  /**
   * A WorkSpace, by all that tells it from another.
   *
   * @param namespace its namespace
   * @param name its name
   * @param uid its UID: one made anew by the same name is another
   */
  record Which(String namespace, String name, String uid) {}

  /**
   * Writes {@code status.connection}. Fails when the API server cannot be reached or refuses; a
   * WorkSpace that is gone is no failure.
   */
  Future<Void> write(Which which, Connection connection);
}
