package dev.deskwright.gateway.state;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Small documents that all replicas of a gateway share. Every method may block for as long as the
 * API server takes, and throws {@link StateUnavailable} when it does not answer. A document whose
 * time has come is as one that is not there.
 */
public interface SharedState {

  /** The document, as it is at this moment. */
  Optional<ObjectNode> read(Kind kind, String key);

  /** All documents of a kind, as they are at this moment, in no order. */
  List<ObjectNode> all(Kind kind);

  /**
   * Changes a document by what it is: compare and swap. Of several replicas that change it at once,
   * each sees what the one before it has written.
   *
   * @param change from the document as it is to what it becomes; is asked again when another
   *     replica was faster, so it must do nothing else
   * @return the result of the change that was made
   */
  <T> T change(Kind kind, String key, Function<Optional<ObjectNode>, Change<T>> change);

  /** Takes a document away, if it is there. */
  default void delete(Kind kind, String key) {
    change(kind, key, before -> Change.delete(true));
  }

  /**
   * True for exactly one of all who ask with this key, on whatever replica, until the time is over.
   */
  default boolean claimOnce(Kind kind, String key, Instant until) {
    return change(
        kind,
        key,
        before ->
            before.isPresent()
                ? Change.none(false)
                : Change.write(JsonNodeFactory.instance.objectNode(), until, true));
  }
}
