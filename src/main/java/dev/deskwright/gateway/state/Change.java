package dev.deskwright.gateway.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * What is to become of a document, and what the caller gets told if that succeeds.
 *
 * @param <T> type of the result
 * @param action what to do
 * @param result for the caller
 */
public record Change<T>(Action action, T result) {

  /** What to do with the document. */
  public sealed interface Action {}

  /** Leave it as it is. */
  record Keep() implements Action {}

  /** Take it away. */
  record Delete() implements Action {}

  /** Put this in its place. */
  record Write(ObjectNode content, Optional<Instant> until) implements Action {}

  /** The document stays as it is. */
  public static <T> Change<T> none(T result) {
    return new Change<>(new Keep(), result);
  }

  /** The document is taken away. */
  public static <T> Change<T> delete(T result) {
    return new Change<>(new Delete(), result);
  }

  /** The document becomes this, and is gone at that time. */
  public static <T> Change<T> write(ObjectNode content, Instant until, T result) {
    return new Change<>(new Write(content, Optional.of(until)), result);
  }

  /** The document becomes this, and stays. */
  public static <T> Change<T> writeForever(ObjectNode content, T result) {
    return new Change<>(new Write(content, Optional.empty()), result);
  }
}
