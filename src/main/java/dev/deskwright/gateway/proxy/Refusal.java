package dev.deskwright.gateway.proxy;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Why a request is not answered: status, and code and message as in the HTTP API's Problem. */
enum Refusal {
  NO_UPGRADE(400, "BadRequest", "This address takes WebSockets with the subprotocol binary only."),
  BAD_REQUEST(400, "BadRequest", "The request cannot be passed on."),
  OTHER_ORIGIN(403, "OriginForbidden", "The request comes from another page."),
  NO_TICKET(403, "NotPermitted", "A ticket is needed that is new, unused and for this desktop."),
  NOT_ADMITTED(
      403, "AddressForbidden", "You cannot connect from this network or with this device."),
  NOT_SIGNED_IN(401, "NotSignedIn", "Open the desktop from the gateway's page."),
  NO_DESKTOP(404, "NotFound", "There is no such desktop, or it is not ready."),
  TOO_MANY(503, "TooManyRequests", "There are too many connections."),
  UNREACHABLE(502, "Unavailable", "The desktop does not answer.");

  private final int status;
  private final String code;
  private final String message;

  Refusal(int status, String code, String message) {
    this.status = status;
    this.code = code;
    this.message = message;
  }

  void answer(HttpServerRequest request) {
    var response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    // What is left of the request is not read, so the connection ends with the answer.
    request.resume();
    response
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end("{\"code\":\"%s\",\"message\":\"%s\"}".formatted(code, message));
  }
}
