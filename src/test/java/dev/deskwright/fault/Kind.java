package dev.deskwright.fault;

import dev.deskwright.fault.Fault.Action;
import dev.deskwright.fault.Fault.Moment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The ways in which a request can go wrong. */
enum Kind {
  TOO_MANY("429", Moment.BEFORE, answer(429, "TooManyRequests", Map.of("Retry-After", "1"))),
  SERVER_ERROR("500", Moment.BEFORE, answer(500, "InternalError", Map.of())),
  UNAVAILABLE("503", Moment.BEFORE, answer(503, "ServiceUnavailable", Map.of())),
  CONFLICT("409", Moment.BEFORE, answer(409, "Conflict", Map.of())),
  RESET("reset", Moment.BEFORE, new Action.Reset()),
  NO_ANSWER("no answer", Moment.BEFORE, new Action.Silence()),
  RESET_AFTER_COMMIT("reset after commit", Moment.AFTER_COMMIT, new Action.Reset()),
  TIMEOUT_AFTER_COMMIT("timeout after commit", Moment.AFTER_COMMIT, new Action.Silence()),
  GATEWAY_TIMEOUT(
      "504 after commit", Moment.AFTER_COMMIT, answer(504, "Timeout", Map.of("Retry-After", "0"))),
  CRASH_BEFORE("crash before", Moment.BEFORE, new Action.Crash()),
  CRASH_AFTER_COMMIT("crash after commit", Moment.AFTER_COMMIT, new Action.Crash()),
  CRASH_AFTER_ACK("crash after ack", Moment.AFTER_ACK, new Action.Crash()),
  DELAYED("delayed", null, null),
  CUT("dropped", null, null),
  GONE("closed with 410", null, null),
  STALE("replayed stale", null, null),
  SILENT("silent", null, null),
  LOST_DELETE("lost DELETE", null, null);

  private static final List<Kind> OF_WRITES =
      List.of(
          TOO_MANY,
          SERVER_ERROR,
          UNAVAILABLE,
          CONFLICT,
          RESET,
          NO_ANSWER,
          RESET_AFTER_COMMIT,
          TIMEOUT_AFTER_COMMIT,
          GATEWAY_TIMEOUT);
  private static final List<Kind> OF_READS =
      List.of(TOO_MANY, SERVER_ERROR, UNAVAILABLE, RESET, NO_ANSWER);
  private static final List<Kind> OF_OPENINGS = List.of(TOO_MANY, SERVER_ERROR, UNAVAILABLE, RESET);
  private static final List<Kind> OF_CRASHES =
      List.of(CRASH_BEFORE, CRASH_AFTER_COMMIT, CRASH_AFTER_ACK);

  private final String title;
  private final Moment moment;

  @SuppressWarnings("ImmutableEnumChecker") // Actions are records of immutable things.
  private final Action action;

  Kind(String title, Moment moment, Action action) {
    this.title = title;
    this.moment = moment;
    this.action = action;
  }

  private static Action answer(int code, String reason, Map<String, String> headers) {
    return new Action.Answer(
        code,
        withType(headers),
        """
        {"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure", "message": "injected: %s", "reason": "%s", "code": %d}
        """
            .formatted(reason, reason, code));
  }

  private static Map<String, String> withType(Map<String, String> headers) {
    Map<String, String> all = new java.util.HashMap<>(headers);
    all.put("Content-Type", "application/json");
    return Map.copyOf(all);
  }

  /** What it is called in tables. */
  String title() {
    return title;
  }

  /** When it happens to a request; null for what happens to a watch that is open. */
  Moment moment() {
    return moment;
  }

  Action action() {
    return action;
  }

  /** Those that can happen to a request. */
  static List<Kind> of(Request request) {
    return request.isWrite() ? OF_WRITES : request.verb().equals("watch") ? OF_OPENINGS : OF_READS;
  }

  /** Those that end the operator's process. */
  static List<Kind> crashes() {
    return OF_CRASHES;
  }

  /** Those that happen to the news of a watch. */
  static List<Kind> ofWatches() {
    return Arrays.stream(values()).filter(kind -> kind.moment == null).toList();
  }
}
