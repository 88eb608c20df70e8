package dev.deskwright.fault;

import java.util.Map;
import java.util.Optional;

/** What goes wrong between an operator and the API server: asked at every moment of every call. */
@FunctionalInterface
interface Fault {

  /** Nothing goes wrong. */
  Fault NONE = (moment, call) -> new Action.Pass();

  /** A moment in the course of a call. A call that only reads has the first one alone. */
  enum Moment {
    /** The request has come from the operator, and has not reached the API server. */
    BEFORE,
    /** The API server has answered, and the operator does not know of it. */
    AFTER_COMMIT,
    /** The operator has been given the answer. */
    AFTER_ACK
  }

  /**
   * A request of the operator.
   *
   * @param write counts the writes from 1 since the fault was set; 0 for a call that only reads,
   *     and for a write that is not counted
   * @param method the HTTP method
   * @param uri path and query
   * @param body what was sent; empty for a call that only reads
   */
  record Call(int write, String method, String uri, String body) {}

  /** What the proxy does at a moment. */
  sealed interface Action {

    /** It goes on. */
    record Pass() implements Action {}

    /** The operator is cut off: all its connections end, and it gets no other. */
    record Crash() implements Action {}

    /** The operator gets this answer and no other. After the acknowledgement it is too late. */
    record Answer(int code, Map<String, String> headers, String body) implements Action {
      public Answer(int code, String body) {
        this(code, Map.of(), body);
      }
    }

    /** The connection ends with no answer. */
    record Reset() implements Action {}

    /** No answer comes, and the connection stays. */
    record Silence() implements Action {}
  }

  /** What happens at this moment of this call. Called on the proxy's one thread. */
  Action at(Moment moment, Call call);

  /** What becomes of the news of a watch; empty if they go through as they come. */
  default Optional<WatchRelay.Course> course(Call call) {
    return Optional.empty();
  }

  /** The operator is cut off at a moment of one of its writes. */
  static Fault crash(int write, Moment moment) {
    return (now, call) ->
        call.write() == write && now == moment ? new Action.Crash() : new Action.Pass();
  }
}
